import type { EngineAnswer, EngineRequest } from "./engine/engine.js";
import { maskBody, maskHeaders, maskQuery } from "./mask.js";
import type { Violation } from "./violation.js";

/** A request that the fixture received, and how it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** The path and the query, as they were sent. */
  readonly path: string;
  /** Names in lower case; what authenticates is masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body: a JSON value, or a text. Undefined where there was none; where it was too long to keep, a note of that. */
  readonly body: unknown;
  /** The `operationId`, where the document has an operation for the request. */
  readonly operation?: string;
  /** The status of the answer; 0 where a script reset the connection instead. */
  readonly status: number;
  readonly violations: readonly Violation[];
}

/** Older requests, and older violations, are forgotten. */
const mostRequests = 10_000;
/** How much is kept of what one request broke: a body can have as many wrong fields as it has room for. */
const mostViolations = 100;
/** Of a longer body, or a longer message about it, only the length is kept. */
const mostCharacters = 10_000;

/** What a fixture received since it started or was reset. */
export class Journal {
  readonly #requests: RecordedRequest[] = [];
  readonly #violations: Violation[] = [];

  /** Takes note of a request. What is returned is the journal's own. */
  record(request: EngineRequest, { operation, status, violations }: EngineAnswer): RecordedRequest {
    const recorded: RecordedRequest = {
      method: request.method,
      path: request.url.pathname + maskQuery(request.url),
      headers: maskHeaders(request.headers),
      body: request.text.length > mostCharacters ? shorten(request.text) : maskBody(request.body.value),
      ...(operation !== undefined && { operation }),
      status,
      violations: violations.slice(0, mostViolations).map(bound),
    };
    this.#requests.push(recorded);
    if (this.#requests.length > mostRequests) this.#requests.shift();
    this.#violations.push(...recorded.violations);
    this.#violations.splice(0, this.#violations.length - mostRequests);
    return recorded;
  }

  /** How much is remembered. */
  get size(): { readonly requests: number; readonly violations: number } {
    return { requests: this.#requests.length, violations: this.#violations.length };
  }

  /** The last requests, oldest first. */
  requests(most: number = mostRequests): readonly RecordedRequest[] {
    return structuredClone(this.#requests.slice(-most));
  }

  violations(): readonly Violation[] {
    return structuredClone(this.#violations);
  }

  /** The violations, which are forgotten by this. The requests keep theirs. */
  takeViolations(): readonly Violation[] {
    return this.#violations.splice(0);
  }

  clear(): void {
    this.#requests.length = 0;
    this.#violations.length = 0;
  }
}

function bound(violation: Violation): Violation {
  return { ...violation, message: shorten(violation.message) };
}

function shorten(text: string): string {
  return text.length > mostCharacters ? `[${text.length} characters, not kept]` : text;
}
