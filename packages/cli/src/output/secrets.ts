/** The prefixes of GitLab's tokens, unless an administrator chose others. */
const gitLabToken = /\bgl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rtr?|soat|wt)-[\w.-]+/g;

/** Masks tokens in whatever is written: those that are known, and whatever looks like one of GitLab's. */
export class Secrets {
  readonly #known = new Map<string, RegExp>();

  add(token: string | undefined): void {
    if (token !== undefined && token !== "") this.#known.set(token, patternOf(token));
  }

  mask(text: string): string {
    // One token may begin with another: the longer ones go first.
    const known = [...this.#known].sort(([one], [other]) => other.length - one.length);
    return known
      .reduce(
        (masked, [token, pattern]) => masked.replaceAll(token, "[masked]").replaceAll(pattern, "[masked]"),
        text,
      )
      .replaceAll(gitLabToken, "[masked]");
  }

  /** Masks every text of a value that consists of plain data. */
  maskTexts<Value extends object>(value: Value): Value {
    // As JSON, plain data remains what it is.
    return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
      typeof part === "string" ? this.mask(part) : part,
    );
  }
}

/** How many characters of a token are compared. */
const maxCompared = 64;
/** How many characters may encode one: `%25252F`. */
const maxEncodedLength = 8;

/**
 * Finds a token in any letter case, and with any of its characters percent-encoded, or escaped as in JSON. Of a long token, only the
 * beginning is compared, and whatever follows it is taken for the rest: a pattern of all its characters would be too large.
 */
function patternOf(token: string): RegExp {
  const start = token.slice(0, maxCompared).replaceAll(/./gs, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, "0");
    const unicode = `\\u${code.padStart(4, "0")}`;
    return `(?:\\\\?${unicode}|\\${unicode}|%(?:25)*${code})`;
  });
  const rest = Math.max(0, token.length - maxCompared) * maxEncodedLength;
  return new RegExp(`${start}\\S{0,${rest}}`, "gi");
}

/** Whether an argument is one of GitLab's tokens, or the value of an option. A path has a slash. */
export function isToken(argument: string): boolean {
  const value = argument.replace(/^--?[\w-]+=/, "");
  return !value.includes("/") && new RegExp(`^${gitLabToken.source}$`).test(value);
}
