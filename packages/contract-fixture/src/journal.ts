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
  /** The body: a JSON value, or a text. Undefined where there was none; where it was too long to keep, a note of that. */
  readonly body: unknown;
  /** The `operationId`, where the document has an operation for the request. */
  readonly operation?: string;
  /** The status of the answer. */
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
/** Of a longer body, or a longer message about it, only the length is kept. */
const mostCharacters = 10_000;

/** What a fixture received since it started or was reset. */
export class Journal {
  readonly #requests: RecordedRequest[] = [];

  record(request: EngineRequest, { operation, status, violations }: EngineAnswer): void {
    const headers = Object.entries(request.headers).map(([name, value]) => [
      name,
      secretHeaders.includes(name) ? "[masked]" : value,
    ]);
    this.#requests.push({
      method: request.method,
      path: request.url.pathname + maskQuery(request.url),
      headers: Object.fromEntries(headers),
      body: request.text.length > mostCharacters ? shorten(request.text) : readBody(request).value,
      ...(operation !== undefined && { operation }),
      status,
      violations: violations.map((violation) => ({ ...violation, message: shorten(violation.message) })),
    });
    if (this.#requests.length > mostRequests) this.#requests.shift();
  }

  requests(): readonly RecordedRequest[] {
    return structuredClone(this.#requests);
  }

  violations(): readonly Violation[] {
    return structuredClone(this.#requests.flatMap(({ violations }) => violations));
  }

  clear(): void {
    this.#requests.length = 0;
  }
}

function shorten(text: string): string {
  return text.length > mostCharacters ? `[${text.length} characters, not kept]` : text;
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
