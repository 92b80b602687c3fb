/** How many tokens of a function are remembered. The oldest of tokens that rotate are forgotten. */
const maxTokens = 100;

/** GitLab's own bodies have three levels. Deeper values are cut off: whoever prints them would overflow the stack. */
const maxDepth = 20;

/** The prefixes of GitLab's tokens, unless an administrator chose others. In a URL one may follow an encoded slash. */
const gitLabToken =
  /(?:\b|(?<=%[\dA-Fa-f]{2}))gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rtr?|soat|wt)-[\w.-]+/g;

/** Masks whatever looks like one of GitLab's tokens: for values that were passed where no token belongs. */
export function maskGitLabTokens(text: string): string {
  return text.replaceAll(gitLabToken, "[masked]");
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
  const start = token.slice(0, maxCompared).replaceAll(/./g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `(?:\\\\?\\x${code}|\\\\u00${code}|%(?:25)*${code})`;
  });
  const rest = Math.max(0, token.length - maxCompared) * maxEncodedLength;
  return new RegExp(`${start}\\S{0,${rest}}`, "gi");
}

/** Masks secrets: the tokens of a client, and whatever looks like one of GitLab's. */
export class Secrets {
  readonly #tokens = new Map<string, RegExp>();

  add(token: string): void {
    this.#tokens.delete(token);
    this.#tokens.set(token, patternOf(token));
    for (const oldest of this.#tokens.keys()) {
      if (this.#tokens.size <= maxTokens) return;
      this.#tokens.delete(oldest);
    }
  }

  maskText(text: string): string {
    // One token may begin with another: the longer ones go first.
    const tokens = [...this.#tokens].sort(([a], [b]) => b.length - a.length);
    const withoutOwn = tokens.reduce(
      (masked, [token, pattern]) => masked.replaceAll(token, "[masked]").replaceAll(pattern, "[masked]"),
      text,
    );
    return maskGitLabTokens(withoutOwn);
  }

  /** Masks plain data. */
  mask(value: unknown, depth = 0): unknown {
    if (typeof value === "string") return this.maskText(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth === maxDepth) return "[…]";
    if (Array.isArray(value)) return value.map((item) => this.mask(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.maskText(key), this.mask(item, depth + 1)]),
    );
  }

  /**
   * Masks a thrown value, for a `cause`. The value itself is kept when it holds nothing but plain data without a secret, as
   * the errors of `fetch` do. Otherwise it is replaced by a copy: errors of other clients hold the request, and with it the
   * token. Undefined for a value whose properties throw when they are read.
   */
  maskCause(thrown: unknown): unknown {
    try {
      return this.#isHarmless(thrown, new Set()) ? thrown : this.#copy(thrown, 0);
    } catch {
      // A property that throws.
    }
    return undefined;
  }

  #isHarmless(value: unknown, seen: Set<unknown>): boolean {
    if (typeof value === "string") return this.maskText(value) === value;
    if (typeof value === "function") return false;
    if (typeof value !== "object" || value === null || seen.has(value)) return true;
    seen.add(value);
    const isError = value instanceof Error;
    if (!isError && !Array.isArray(value) && !isRecord(value)) return false;
    // Stryker disable next-line ArrayDeclaration: another text without a secret changes nothing
    const inherited: unknown[] = [];
    if (isError) inherited.push(value.name, value.message, value.stack);
    return (
      inherited.every((text) => this.#isHarmless(text, seen)) &&
      Reflect.ownKeys(value).every((key) => {
        const { get, value: inner } = Object.getOwnPropertyDescriptor(value, key) ?? {};
        // A getter may return anything; that of an error's stack is the runtime's own, and was checked above.
        if (get !== undefined) return isError && key === "stack";
        return this.#isHarmless(inner, seen) && this.#isHarmless(String(key), seen);
      })
    );
  }

  /** An error's name, message, code, stack and causes, masked. */
  #copy(thrown: unknown, depth: number): unknown {
    if (!(thrown instanceof Error)) return typeof thrown === "string" ? this.maskText(thrown) : undefined;
    const { code, errors }: Error & { code?: unknown; errors?: unknown } = thrown;
    const copy = new Error(this.maskText(String(thrown.message)));
    const kept = {
      name: this.maskText(String(thrown.name)),
      stack: this.maskText(String(thrown.stack)),
      ...(["string", "number"].includes(typeof code) && { code: this.mask(code) }),
      // A chain may lead back to itself.
      ...(thrown.cause !== undefined && depth < 10 && { cause: this.#copy(thrown.cause, depth + 1) }),
      ...(Array.isArray(errors) && depth < 10 && { errors: errors.map((one) => this.#copy(one, depth + 1)) }),
    };
    for (const [key, value] of Object.entries(kept)) {
      Object.defineProperty(copy, key, { value, configurable: true, writable: true });
    }
    return copy;
  }
}

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
