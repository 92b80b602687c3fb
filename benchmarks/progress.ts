/** Reports progress on standard error, so that standard output has nothing but the results. */
export function progress(text: string): void {
  console.error(`bench: ${text}`);
}
