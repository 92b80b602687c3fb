/** The maximum length of a recorded body or message. */
const maxCharacters = 10_000;

/** Replaces a text that is too long to be recorded by its length. */
export function limitLength(text: string): string {
  return text.length > maxCharacters ? `[${text.length} characters omitted]` : text;
}
