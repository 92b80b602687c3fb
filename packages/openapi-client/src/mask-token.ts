/** How many characters of a token are compared. */
const maxCompared = 64;
/** How many characters may encode one: `%25252F`. */
const maxEncodedLength = 8;

/**
 * Replaces a token in a text that a server sent: in any letter case, and with any of its characters percent-encoded, or escaped as in
 * JSON. Of a long token, only the beginning is compared, and whatever follows it is taken for the rest: a pattern of all its
 * characters would be too large.
 */
export function maskToken(text: string, token: string): string {
  const start = token.slice(0, maxCompared).replaceAll(/./g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `(?:\\\\?\\x${code}|\\\\u00${code}|%(?:25)*${code})`;
  });
  const rest = Math.max(0, token.length - maxCompared) * maxEncodedLength;
  return text.replaceAll(token, "[masked]").replace(new RegExp(`${start}\\S{0,${rest}}`, "gi"), "[masked]");
}
