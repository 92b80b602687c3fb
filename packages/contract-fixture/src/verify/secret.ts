/** Replaces a token in a text, also where a server has encoded it. */
export function maskToken(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const forms = [
    token,
    encodeURIComponent(token),
    JSON.stringify(token).slice(1, -1),
    Buffer.from(token).toString("base64"),
  ];
  return forms.reduce((masked, form) => masked.replaceAll(form, "[masked]"), text);
}

/** Cuts a text off after a number of characters. The token is masked before, since a part of it would not be found. */
export function maskAndCut(text: string, token: string | undefined, maxLength: number): string {
  const masked = maskToken(text, token);
  return masked.length > maxLength ? `${masked.slice(0, maxLength)}…` : masked;
}
