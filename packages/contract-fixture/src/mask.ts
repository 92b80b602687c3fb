const secretHeaders = [
  "authorization",
  "proxy-authorization",
  "private-token",
  "job-token",
  "deploy-token",
  "cookie",
  "set-cookie",
];
const secretParameters = ["private_token", "access_token", "job_token"];
const masked = "[masked]";

/** What the queries of URLs consist of, in a text. */
const pairsOfUrls = /([^&;=?<>\s]+)=[^&;>\s]*/g;

/** A secret in a body that is not a form: JSON, also if malformed, and multipart. */
const secretFields = [
  new RegExp(`((?:${secretParameters.join("|")})["']?\\s*[=:]\\s*)["']?[^&"'\\s,}]+["']?`, "g"),
  new RegExp(
    `(name="?(?:${secretParameters.join("|")})\\b[\\s\\S]*?\\r?\\n\\r?\\n)[\\s\\S]*?(?=\\r?\\n--|$)`,
    "g",
  ),
];

/** Masks the credentials in headers. `Link`, `Location` and `Referer` can contain a URL with some in its query. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.includes(name) ? masked : maskPairs(value, pairsOfUrls),
    ]),
  );
}

/** Masks the fields of a response that contain secrets, such as the `runners_token` of a project. For `JSON.parse`. */
export function maskSecrets(name: string, value: unknown): unknown {
  return typeof value === "string" && /(^|_)(token|secret|password)$/.test(name) ? masked : value;
}

/** Masks the credentials in the query of a URL, however their names and values are encoded. */
export function maskQuery({ search }: URL): string {
  return search === "" ? "" : `?${maskPairs(search.slice(1), /([^&;=]+)=[^&;]*/g)}`;
}

/** Masks the credentials in a body: a JSON value, or text such as a form or a page with a URL. */
export function maskBody(body: unknown): unknown {
  if (typeof body === "string") {
    return secretFields.reduce(
      (text, field) => text.replace(field, `$1"${masked}"`),
      maskPairs(maskPairs(body, /([^&=]+)=[^&]*/g), pairsOfUrls),
    );
  }
  if (typeof body !== "object" || body === null) return body;
  // As JSON, the body remains what it is, however deep it is.
  return JSON.parse(JSON.stringify(body), (name, value: unknown) => {
    if (secretParameters.includes(name)) return masked;
    return typeof value === "string" ? maskPairs(value, pairsOfUrls) : value;
  });
}

/** Masks the values of a query or a form: `private%5Ftoken=…`, `private_token[]=…`. */
function maskPairs(text: string, pairs: RegExp): string {
  return text.replace(pairs, (pair, name: string) => (isSecret(name) ? `${name}=${masked}` : pair));
}

function isSecret(encodedName: string): boolean {
  const name = new URLSearchParams(`${encodedName}=`).keys().next().value ?? "";
  const base = name.replace(/^[\s[\]]+/, "").replace(/[[\]].*$/s, "");
  return secretParameters.includes(base);
}
