/** The first line of an error's message. The other lines only help the authors of the library that threw it. */
export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
