/** The font of the page. */
export const fontFamily = "system-ui, sans-serif";

const names = [
  "background",
  "panel",
  "border",
  "text",
  "muted",
  "focus",
  "restricted",
  "restricted-text",
  "open",
  "open-text",
  "findings",
  "findings-text",
  "changed",
  "changed-text",
  "failed",
  "failed-text",
  "arrow",
  "added",
  "removed",
  "caller",
  "callee",
] as const;

export type ColorName = (typeof names)[number];
export type Colors = Readonly<Record<ColorName, string>>;

/** Reads the colors of the style sheet, which has them for each color scheme. */
export function readColors(): Colors {
  const style = getComputedStyle(document.documentElement);
  const entries = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(entries) as Record<ColorName, string>;
}
