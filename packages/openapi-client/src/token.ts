/** An access token, or a function that returns one and is called before every request. */
export type Token = string | (() => string | Promise<string>);

/** The header that contains the token: `Authorization: Bearer …`, or GitLab's own `PRIVATE-TOKEN: …`. */
export type TokenHeader = "authorization" | "private-token";

/** @throws {TypeError} When the value is not a valid token. The message does not contain it. */
export function assertToken(value: unknown): asserts value is string {
  if (typeof value !== "string" || value === "") {
    throw new TypeError("token: expected a non-empty string, or a function that returns one");
  }
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new TypeError("token: contains a space, a line break or another invalid character");
  }
}
