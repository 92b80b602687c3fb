/**
 * Returns the code of the blocks of one language in a Markdown text, in order.
 *
 * @param language As after the opening fence: `"ts"`.
 */
export function findCodeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, code = ""]) =>
    name === language ? [code] : [],
  );
}
