/** An access token, or a function that gives one, asked before every request. */
export type Token = string | (() => string | Promise<string>);

/** The header a token travels in: `Authorization: Bearer …`, or GitLab's own `PRIVATE-TOKEN: …`. */
export type TokenHeader = "authorization" | "private-token";

/**
 * Puts the token into the headers of a request.
 *
 * @throws {TypeError} When the token is empty or has a character that no header may carry. The message does not show it.
 */
export async function authorize(headers: Headers, token: Token, tokenHeader: TokenHeader): Promise<void> {
  const value = typeof token === "function" ? await token() : token;
  assertToken(value);
  headers.set(tokenHeader, tokenHeader === "authorization" ? `Bearer ${value}` : value);
}

/** @throws {TypeError} When the value cannot be a token. The message does not show it. */
export function assertToken(value: unknown): asserts value is string {
  if (typeof value !== "string" || value === "") {
    throw new TypeError("token: expected a string that is not empty, or a function that gives one");
  }
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new TypeError("token: it has a space, a line break or another character that no token has");
  }
}
