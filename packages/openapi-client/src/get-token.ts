import { untilAborted } from "./abort.js";
import { assertToken, type Token, type TokenHeader } from "./token.js";

/**
 * Waits for the token.
 *
 * @throws {TypeError} When the token is invalid. The message does not contain it.
 * @throws The signal's reason, if it is aborted before the token is there.
 */
export async function getToken(token: Token, signal: AbortSignal | undefined): Promise<string> {
  const value = await untilAborted(signal, () => (typeof token === "function" ? token() : token));
  assertToken(value);
  return value;
}

/** The value of the header that contains a token. */
export function headerValue(tokenHeader: TokenHeader, token: string): string {
  return tokenHeader === "authorization" ? `Bearer ${token}` : token;
}
