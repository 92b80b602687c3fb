/** Says on standard error what is being done, so that standard output has the results alone. */
export function progress(text: string): void {
  console.error(`bench: ${text}`);
}
