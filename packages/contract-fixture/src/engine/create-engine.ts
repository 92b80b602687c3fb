import { applyScriptedResponse, type ScriptContext } from "../script/apply-scripted-response.js";
import type { Script } from "../script/script.js";
import type { Backend } from "./backend.js";
import type { LimitedEngine } from "./engine.js";
import type { Operations } from "./operations.js";
import { runPrism } from "./prism.js";
import { applyRateLimit } from "./rate-limited.js";
import { toMatchable } from "./to-call.js";

/** The parts of a fixture that a scripted response affects. */
export type EngineContext = Pick<ScriptContext<unknown>, "change" | "signal">;

/**
 * Creates an engine that routes and validates with Prism. Scripted responses take precedence over the backend. A request that
 * exceeds the rate limit reaches neither of them.
 */
export function createEngine(
  operations: Operations,
  backend: Backend,
  script: Script,
  context: EngineContext,
): LimitedEngine {
  return async (request, limit) => {
    const outcome = await runPrism(operations, request, async (operation, routed) => {
      if (limit?.refusal) return { scripted: limit.refusal };
      const { response } = script.next(toMatchable(request, operation));
      return applyScriptedResponse(response, {
        ...context,
        forward: () => backend.handle(operation, request, routed),
      });
    });
    if (!outcome.isScripted) return applyRateLimit(await backend.toResponse(outcome, request), limit);
    const { response, operation, violations } = outcome;
    const { statusCode, headers = {}, body } = response;
    return {
      operation: operation.id,
      status: statusCode,
      headers,
      body,
      violations,
      isScripted: limit?.refusal === undefined,
    };
  };
}
