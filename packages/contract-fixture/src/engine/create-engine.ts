import { play, type Stage } from "../script/play.js";
import type { Script } from "../script/script.js";
import type { Backend } from "./backend.js";
import type { Engine } from "./engine.js";
import type { Operations } from "./operations.js";
import { runPrism } from "./prism.js";
import { toCall } from "./to-call.js";

/** An engine that routes and validates with Prism, asks the script first, and then what stands behind Prism. */
export function createEngine(
  operations: Operations,
  backend: Backend,
  script: Script,
  stage: Pick<Stage<unknown>, "change" | "ending">,
): Engine {
  return async (request) => {
    const outcome = await runPrism(
      operations,
      request,
      (operation) => {
        const answer = script.take(() => toCall(request, operation));
        return play(answer, { ...stage, carryOut: () => backend.respond(operation, request) });
      },
      backend.examples?.(request),
    );
    const { scripted, operation, violations } = outcome;
    if (scripted === undefined) return backend.present(outcome, request);
    const { status, headers = {}, body } = scripted;
    return { ...(operation && { operation: operation.id }), status, headers, body, violations };
  };
}
