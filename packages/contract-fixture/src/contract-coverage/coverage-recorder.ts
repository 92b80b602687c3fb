import { isDeepStrictEqual } from "node:util";
import type { EngineRequest, EngineResponse } from "../engine/engine.js";
import type { Operations } from "../engine/operations.js";
import { mediaType } from "../engine/request-body.js";
import { serialize } from "../server/serialize.js";
import { type Coverage, type CoverageEntry, keyOf } from "./coverage.js";

/** An example of the document, and the entry that counts it. */
interface Example {
  readonly key: string;
  readonly mediaType: string;
  readonly value: unknown;
}

/** Counts which statuses and examples of the OpenAPI document were sent to a client. */
export class CoverageRecorder {
  readonly #entries = new Map<string, CoverageEntry>();
  /** By the key of their status. */
  readonly #examples = new Map<string, Example[]>();

  constructor(operations: Operations) {
    for (const { iid: operation = "", responses } of operations) {
      for (const { code, contents = [] } of responses) {
        const status = { operation, status: Number(code), isDocumented: true };
        this.#entries.set(keyOf(status), { ...status, responses: 0 });
        for (const { mediaType, examples = [] } of contents) {
          for (const example of examples) {
            const entry = { ...status, example: example.key };
            const value = "value" in example ? example.value : undefined;
            this.#entries.set(keyOf(entry), { ...entry, responses: 0 });
            this.#examples.set(keyOf(status), [
              ...(this.#examples.get(keyOf(status)) ?? []),
              { key: keyOf(entry), mediaType, value },
            ]);
          }
        }
      }
    }
  }

  /** Counts a response, unless the connection was reset or the document has no operation for the request. */
  record({ method }: Pick<EngineRequest, "method">, response: EngineResponse): void {
    const { operation, status } = response;
    if (operation === undefined || status === 0) return;
    const entry = { operation, status, isDocumented: false };
    this.#count(keyOf(entry), entry);
    // The body of a response to HEAD is not sent.
    if (method === "HEAD") return;
    const type = mediaType(response.headers["content-type"] ?? "");
    const examples = (this.#examples.get(keyOf(entry)) ?? []).filter(
      (example) => example.mediaType === type && !haveDifferentLengths(example.value, response.body),
    );
    if (examples.length === 0) return;
    const value = readSentValue(response, type);
    for (const example of examples) {
      if (isDeepStrictEqual(example.value, value)) this.#count(example.key);
    }
  }

  /** A copy of the current coverage, in the order of the document. */
  get coverage(): Coverage {
    return [...this.#entries.values()];
  }

  /** @param initial The entry, if there is none yet. */
  #count(key: string, initial?: Omit<CoverageEntry, "responses">): void {
    const entry = this.#entries.get(key) ?? (initial && { ...initial, responses: 0 });
    if (entry !== undefined) this.#entries.set(key, { ...entry, responses: entry.responses + 1 });
  }
}

/** Avoids that every long list is serialized and parsed once more. */
function haveDifferentLengths(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length !== b.length;
}

/** The value that a client reads from the body. */
function readSentValue(response: EngineResponse, type: string): unknown {
  const sent = serialize(response);
  const text = typeof sent === "object" ? new TextDecoder().decode(sent) : sent;
  if (type !== "application/json" || text === undefined) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
