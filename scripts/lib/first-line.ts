/** The first line of what an error says: the rest is for those who wrote the library. */
export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
