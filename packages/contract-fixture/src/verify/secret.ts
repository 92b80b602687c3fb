/** Replaces a token in a text, also where a server has encoded it. */
export function maskToken(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const bytes = Buffer.from(token);
  const forms = [token, bytes.toString("base64url"), bytes.toString("base64").replace(/=+$/, "")];
  return forms.reduce((masked, form) => masked.replaceAll(patternOf(form), "[masked]"), text);
}

/** Finds a token in any letter case, and with any of its characters percent-encoded, or escaped as in JSON. */
function patternOf(token: string): RegExp {
  const pattern = token.replaceAll(/./gs, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, "0");
    const unicode = `\\u${code.padStart(4, "0")}`;
    return `(?:\\\\?${unicode}|\\${unicode}|%(?:25)*${code})`;
  });
  return new RegExp(pattern, "gi");
}

/** Cuts a text off after a number of characters. The token is masked before, since a part of it would not be found. */
export function maskAndCut(text: string, token: string | undefined, maxLength: number): string {
  const masked = maskToken(text, token);
  return masked.length > maxLength ? `${masked.slice(0, maxLength)}…` : masked;
}
