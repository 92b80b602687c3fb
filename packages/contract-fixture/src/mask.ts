const secretHeaders = [
  "authorization",
  "proxy-authorization",
  "private-token",
  "job-token",
  "deploy-token",
  "cookie",
];
const secretParameters = ["private_token", "access_token", "job_token"];
const masked = "[masked]";

/** Masks the credentials in headers. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.includes(name) ? masked : value]),
  );
}

/** Masks the credentials in the query of a URL. */
export function maskQuery({ search, searchParams }: URL): string {
  const secrets = secretParameters
    .flatMap((name) => searchParams.getAll(name))
    .filter((secret) => secret !== "");
  return secrets.reduce((text, secret) => text.replaceAll(encodeURIComponent(secret), masked), search);
}

/** Masks the credentials in a body: a JSON value, or text such as a form. */
export function maskBody(body: unknown): unknown {
  if (typeof body === "string") {
    const secret = new RegExp(
      `((?:${secretParameters.join("|")})["']?\\s*[=:]\\s*)["']?[^&"'\\s,}]+["']?`,
      "g",
    );
    return body.replace(secret, `$1"${masked}"`);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, secretParameters.includes(name) ? masked : value]),
  );
}
