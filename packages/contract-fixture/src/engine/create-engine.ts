import type { RateLimitResult, Sender } from "../gitlab/rate-limit.js";
import { applyScriptedResponse, type ScriptContext } from "../script/apply-scripted-response.js";
import type { Script } from "../script/script.js";
import type { Backend } from "./backend.js";
import type { Engine } from "./engine.js";
import type { Operations } from "./operations.js";
import { runPrism } from "./prism.js";
import { readToken, toCall } from "./to-call.js";

/** The parts of a fixture that decide whether GitLab responds to a request. */
export interface EngineContext extends Pick<ScriptContext<unknown>, "change" | "signal"> {
  /** Counts a request, if there is a rate limit. */
  count(sender: Sender): RateLimitResult | undefined;
}

/**
 * Creates an engine that routes and validates with Prism. Scripted responses take precedence over the backend. A request that
 * exceeds the rate limit reaches neither of them.
 */
export function createEngine(
  operations: Operations,
  backend: Backend,
  script: Script,
  context: EngineContext,
): Engine {
  return async (request) => {
    // GitLab counts a request to its API before it routes it, so unknown paths count, too.
    const isApi = request.url.pathname.startsWith("/api/");
    const sender = { token: readToken(request.headers), address: request.address };
    const limit = isApi ? context.count(sender) : undefined;
    const outcome = await runPrism(
      operations,
      request,
      async (operation) => {
        if (limit?.refusal) return { scripted: limit.refusal };
        const scripted = script.next(() => toCall(request, operation));
        return applyScriptedResponse(scripted, {
          ...context,
          forward: () => backend.handle(operation, request),
        });
      },
      backend.examples?.(request),
    );
    const { operation, violations } = outcome;
    const scripted = limit?.refusal ?? outcome.scripted;
    if (scripted === undefined) {
      const response = await backend.toResponse(outcome, request);
      return { ...response, headers: { ...response.headers, ...limit?.headers } };
    }
    const { status, headers = {}, body } = scripted;
    return { ...(operation && { operation: operation.id }), status, headers, body, violations };
  };
}
