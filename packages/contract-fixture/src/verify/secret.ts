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
