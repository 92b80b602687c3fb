import { applyScriptedResponse } from "../script/apply-scripted-response.js";
import type { Script } from "../script/script.js";
import type { EngineContext } from "./create-engine.js";
import type { EngineRequest, UnnamedResponse } from "./engine.js";
import { toMatchable } from "./to-call.js";

/** Responds to a request for which the document has no operation; `forward` responds unless a script does. */
export type ScriptUndeclared = (
  request: EngineRequest,
  /** What the document does not declare. Undefined if that is noted already. */
  location: "path" | "method" | undefined,
  forward: () => Promise<UnnamedResponse>,
) => Promise<UnnamedResponse>;

/**
 * Applies scripts to requests for which the document has no operation. If the script names the path, whoever wrote it expects the
 * request: it is noted. Otherwise, it is a violation as without the script.
 */
export function scriptUndeclared(script: Script, context: EngineContext): ScriptUndeclared {
  return async (request, location, forward) => {
    const { response, match } = script.next(toMatchable(request));
    const result = await applyScriptedResponse(response, { ...context, forward });
    if ("actual" in result) return result.actual;
    const { status, headers = {}, body } = result.scripted;
    const sent = { status, headers, body, violations: [] };
    if (location === undefined) return sent;
    const message = "The document has no operation for this request";
    return match.pathname === undefined
      ? { ...sent, violations: [{ side: "request", location, message }] }
      : { ...sent, notes: [{ location, message: `${message}, but a script names its path` }] };
  };
}
