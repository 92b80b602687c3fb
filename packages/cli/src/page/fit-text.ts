/** The width of a character, to the size of the font: an estimate, since measuring each text takes long. */
const characterWidth = 0.56;

/** The beginning of a name matters most. */
export function fitName(text: string, width: number, size: number): string {
  const length = Math.max(1, Math.floor(width / (size * characterWidth)));
  return text.length <= length ? text : `${text.slice(0, Math.max(1, length - 1))}…`;
}

/** The end of a path matters most. */
export function fitPath(text: string, width: number, size: number): string {
  if (!text.includes("/")) return fitName(text, width, size);
  const length = Math.max(1, Math.floor(width / (size * characterWidth)));
  return text.length <= length ? text : `…${text.slice(1 - Math.max(2, length))}`;
}
