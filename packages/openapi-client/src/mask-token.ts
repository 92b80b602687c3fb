/** Replaces a token in a text that a server sent: in any letter case, percent-encoded, or escaped as in JSON. */
export function maskToken(text: string, token: string): string {
  const pattern = token.replaceAll(/./g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `(?:\\\\?\\x${code}|\\\\u00${code}|%(?:25)*${code})`;
  });
  return text.replace(new RegExp(pattern, "gi"), "[masked]");
}
