import type { ErrorContext } from "../errors/error-context.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { maskGitLabTokens } from "./http/secrets.js";

/**
 * Refuses anything but an object with known keys. A misspelt option would be ignored silently, and a client without its
 * `url` would send its token to gitlab.com.
 *
 * @param name What the options are called in the message: `"retry"`; empty for those of a client or a call.
 * @throws {InvalidRequestError} With a suggestion where a known option has a similar name. No value is shown.
 */
export function checkOptions(
  name: string,
  options: unknown,
  known: readonly string[],
  context?: ErrorContext,
): asserts options is object {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const found = options === null ? "null" : Array.isArray(options) ? "an array" : typeof options;
    throw new InvalidRequestError(`${name || "options"}: expected an object, got ${found}`, context);
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const shown = maskGitLabTokens(`${name && `${name}.`}${key}`).slice(0, 100);
    const similar = nearest(key, known);
    const advice = similar === undefined ? `expected one of ${known.join(", ")}` : `did you mean ${similar}?`;
    throw new InvalidRequestError(`${shown}: unknown option, ${advice}`, context);
  }
}

/** The known name that somebody may have meant. */
function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = 3;
  for (const candidate of known) {
    const distance = distanceOf(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** How many letters to change; at most two when one name contains the other. */
function distanceOf(name: string, candidate: string): number {
  const isContained = name.length > 2 && (name.includes(candidate) || candidate.includes(name));
  let row = Array.from({ length: candidate.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...name].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= candidate.length; column++) {
      const substitution = (row[column - 1] ?? 0) + (letter === candidate[column - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  const distance = row[candidate.length] ?? 0;
  return isContained ? Math.min(2, distance) : distance;
}
