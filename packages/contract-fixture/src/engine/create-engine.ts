import { applyScriptedResponse, type ScriptContext } from "../script/apply-scripted-response.js";
import type { Script } from "../script/script.js";
import type { Backend } from "./backend.js";
import type { Engine } from "./engine.js";
import type { Operations } from "./operations.js";
import { runPrism } from "./prism.js";
import { toCall } from "./to-call.js";

/** Creates an engine that routes and validates with Prism. Scripted responses take precedence over the backend. */
export function createEngine(
  operations: Operations,
  backend: Backend,
  script: Script,
  context: Pick<ScriptContext<unknown>, "change" | "signal">,
): Engine {
  return async (request) => {
    const outcome = await runPrism(operations, request, (operation, routed) => {
      const scripted = script.next(() => toCall(request, operation));
      return applyScriptedResponse(scripted, {
        ...context,
        forward: () => backend.handle(operation, request, routed),
      });
    });
    const { isScripted, response, operation, violations } = outcome;
    if (!isScripted || response instanceof Error) return backend.toResponse(outcome, request);
    const { statusCode, headers = {}, body } = response;
    return { ...(operation && { operation: operation.id }), status: statusCode, headers, body, violations };
  };
}
