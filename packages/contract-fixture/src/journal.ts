import type { EngineAnswer, EngineRequest } from "./engine/engine.js";
import { readBody } from "./engine/request-body.js";
import type { Violation } from "./violation.js";

/** A request that the fixture received, and how it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** The path and the query, as they were sent. */
  readonly path: string;
  /** Names in lower case; what authenticates is masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body: a JSON value, or a text. Undefined where there was none. */
  readonly body: unknown;
  /** The `operationId`, where the document has an operation for the request. */
  readonly operation?: string;
  /** The status of the answer; 0 where a script reset the connection instead. */
  readonly status: number;
  readonly violations: readonly Violation[];
}

const secretHeaders = [
  "authorization",
  "proxy-authorization",
  "private-token",
  "job-token",
  "deploy-token",
  "cookie",
];
const secretParameters = ["private_token", "access_token", "job_token"];
/** Older requests are forgotten. */
const mostRequests = 10_000;

/** What a fixture received since it started or was reset. */
export class Journal {
  readonly #requests: RecordedRequest[] = [];
  readonly #violations: Violation[] = [];

  record(request: EngineRequest, { operation, status, violations }: EngineAnswer): RecordedRequest {
    const headers = Object.entries(request.headers).map(([name, value]) => [
      name,
      secretHeaders.includes(name) ? "[masked]" : value,
    ]);
    const recorded: RecordedRequest = {
      method: request.method,
      path: request.url.pathname + maskQuery(request.url),
      headers: Object.fromEntries(headers),
      body: maskBody(readBody(request).value),
      ...(operation !== undefined && { operation }),
      status,
      violations,
    };
    this.#requests.push(recorded);
    if (this.#requests.length > mostRequests) this.#requests.shift();
    this.#violations.push(...violations);
    if (this.#violations.length > mostRequests) this.#violations.shift();
    return structuredClone(recorded);
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

function maskBody(body: unknown): unknown {
  if (typeof body === "string") {
    const names = secretParameters.join("|");
    return body.replace(
      new RegExp(`((?:${names})["']?\\s*[=:]\\s*)["']?[^&"'\\s,}]+["']?`, "g"),
      '$1"[masked]"',
    );
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, secretParameters.includes(name) ? "[masked]" : value]),
  );
}

function maskQuery({ search, searchParams }: URL): string {
  const secrets = secretParameters
    .flatMap((name) => searchParams.getAll(name))
    .filter((secret) => secret !== "");
  return secrets.reduce(
    (masked, secret) => masked.replaceAll(encodeURIComponent(secret), "[masked]"),
    search,
  );
}
