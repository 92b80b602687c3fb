import { ProblemJsonError } from "../prism/parts.js";
import type { Backend } from "./backend.js";
import type { UnnamedResponse } from "./engine.js";
import type { PrismOutcome } from "./prism-outcome.js";

/**
 * Stateless responses from the examples of the document. The header `Prefer: code=404, example=target` selects another example
 * than the first.
 */
export async function examplesBackend(): Promise<Backend> {
  // The other modes do not need it.
  const { mock } = await import("../prism/mocker.js");
  return {
    handle: async (_operation, { headers }, { resource, ...input }) => {
      // A new object for each request: Prism modifies it.
      const config = { dynamic: false, ...readPrefer(headers["prefer"]) };
      const result = mock({ resource, input, config });
      if (result._tag === "Left") throw result.left;
      return result.right;
    },
    toResponse,
  };
}

function toResponse({ response, operation, violations }: PrismOutcome): UnnamedResponse {
  if (response instanceof Error) {
    const problem = ProblemJsonError.toProblemJson(response);
    return {
      operation: operation?.id,
      status: problem.status,
      headers: { "content-type": "application/problem+json" },
      body: problem,
      violations,
    };
  }
  const headers = Object.entries(response.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  return {
    operation: operation?.id,
    status: response.statusCode,
    headers: Object.fromEntries(headers),
    body: response.body,
    violations,
  };
}

function readPrefer(header: string | undefined): { code?: number; exampleKey?: string } {
  const code = header?.match(/\bcode=(\d{3})\b/)?.[1];
  const example = header?.match(/\bexample="?([\w-]+)/)?.[1];
  return { ...(code && { code: Number(code) }), ...(example && { exampleKey: example }) };
}
