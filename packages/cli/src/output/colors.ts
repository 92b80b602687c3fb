import type { Io } from "../io.js";

type Style = (text: string) => string;

/** How text is coloured, or left as it is. */
export interface Colors {
  readonly bold: Style;
  readonly dim: Style;
  readonly green: Style;
  readonly red: Style;
  readonly yellow: Style;
}

const plain: Style = (text) => text;

/** No colours. */
export const noColors: Colors = { bold: plain, dim: plain, green: plain, red: plain, yellow: plain };

/**
 * The colours of a stream. A terminal has colours unless `NO_COLOR` is set or it is dumb; a pipe or file has none unless
 * `FORCE_COLOR` is set.
 */
export function colorsOf(stream: Io["stdout"], env: Io["env"]): Colors {
  const forced = env["FORCE_COLOR"];
  const isForced = forced !== undefined && forced !== "0" && forced !== "false";
  const isWanted = forced === undefined && !env["NO_COLOR"] && stream.isTTY && env["TERM"] !== "dumb";
  return isForced || isWanted ? allColors : noColors;
}

/** Without `node:util`, which takes time to load. */
const style =
  (open: number, close: number): Style =>
  (text) =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const allColors: Colors = {
  bold: style(1, 22),
  dim: style(2, 22),
  green: style(32, 39),
  red: style(31, 39),
  yellow: style(33, 39),
};
