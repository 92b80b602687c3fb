/**
 * Makes text of GitLab's or of a file safe to show in a line: a space for each run of white space, and U+FFFD for what cannot be
 * seen, such as control characters, halves of surrogate pairs, or characters that reverse the direction of the text behind them.
 */
export function toPrintable(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD")
    .trim();
}

/** Cuts text off behind a number of characters, and marks it by an ellipsis. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
