/** Replaces a token in a text, also where a server has encoded it. */
export function maskToken(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const bytes = Buffer.from(token);
  const forms = [token, bytes.toString("base64url"), bytes.toString("base64").replace(/=+$/, "")];
  return forms.reduce(
    (masked, form) => masked.replaceAll(form, "[masked]").replaceAll(patternOf(form), "[masked]"),
    text,
  );
}

/** How many characters of a token are compared. */
const maxCompared = 64;
/** How many characters may encode one: `%25252F`. */
const maxEncodedLength = 8;

/**
 * Finds a token in any letter case, and with any of its characters percent-encoded, or escaped as in JSON. Of a long token, only the
 * beginning is compared, and whatever follows it is taken for the rest: a pattern of all its characters would be too large.
 */
function patternOf(token: string): RegExp {
  const start = token.slice(0, maxCompared).replaceAll(/./gs, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, "0");
    const unicode = `\\u${code.padStart(4, "0")}`;
    return `(?:\\\\?${unicode}|\\${unicode}|%(?:25)*${code})`;
  });
  const rest = Math.max(0, token.length - maxCompared) * maxEncodedLength;
  return new RegExp(`${start}\\S{0,${rest}}`, "gi");
}

/** Cuts a text off after a number of characters. The token is masked before, since a part of it would not be found. */
export function maskAndCut(text: string, token: string | undefined, maxLength: number): string {
  const masked = maskToken(text, token);
  return masked.length > maxLength ? `${masked.slice(0, maxLength)}…` : masked;
}
