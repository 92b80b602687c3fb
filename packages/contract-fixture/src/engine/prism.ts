import type { IHttpResponse } from "@stoplight/prism-http";
import { route, validateInput, validateOutput, validateSecurity } from "../prism/parts.js";
import type { Problem } from "../violation.js";
import type { EngineRequest } from "./engine.js";
import type { Operations } from "./operations.js";
import { describeFailure, rejectUnreadable } from "./prism-failure.js";
import type {
  Diagnostics,
  Operation,
  PrismOutcome,
  PrismRequest,
  Responder,
  ScriptedOutcome,
} from "./prism-outcome.js";
import { toPrismRequest } from "./prism-request.js";

/** What Prism's validators report, as far as it is recorded. */
type Diagnostic = Pick<Diagnostics[number], "message" | "path"> & Partial<Pick<Diagnostics[number], "code">>;

/**
 * Finds the operation of a request, checks its credentials, parameters and body, gets the response, and validates it. A
 * scripted response is not validated: it may violate the document on purpose.
 */
export async function runPrism(
  operations: Operations,
  request: EngineRequest,
  respond: Responder,
): Promise<PrismOutcome | ScriptedOutcome> {
  let routed: PrismRequest | Error;
  try {
    routed = routeAndValidate(operations, request);
  } catch (error) {
    // Prism throws if it cannot parse the request.
    return rejectUnreadable(request, error);
  }
  if (routed instanceof Error) return fail(routed, request, undefined, []);

  const { resource, validations } = routed;
  const operation = { id: resource.iid ?? resource.id, path: resource.path };
  const violations = describe("request", validations);
  let result: Awaited<ReturnType<Responder>>;
  try {
    result = await respond(operation, routed);
  } catch (error) {
    return fail(error instanceof Error ? error : new Error(String(error)), request, operation, violations);
  }
  if ("scripted" in result) {
    const { status, ...response } = result.scripted;
    return { response: { statusCode: status, ...response }, isScripted: true, operation, violations };
  }
  const response = result.actual;
  const output = validateResponse(resource, response);
  return { response, operation, violations: [...violations, ...describe("response", output)] };
}

function routeAndValidate(operations: Operations, request: EngineRequest): PrismRequest | Error {
  const data = toPrismRequest(request);
  const routed = route({ resources: selectCandidates(operations, request.url.pathname), input: data });
  if (routed._tag === "Left") return routed.left;
  const resource = routed.right;
  const security = listDiagnostics(validateSecurity({ resource, element: data }));
  const input = listDiagnostics(validateInput({ resource, element: data }));
  return { data, resource, validations: [...security, ...input] };
}

function validateResponse(
  resource: PrismRequest["resource"],
  response: IHttpResponse,
): readonly Diagnostic[] {
  try {
    return listDiagnostics(validateOutput({ resource, element: response }));
  } catch (error) {
    // Prism throws if it cannot parse the content type.
    const message = error instanceof Error ? error.message : String(error);
    return [{ path: ["header", "content-type"], message }];
  }
}

/**
 * Selects the operations with the same number of path segments, since Prism's router compares the path with every operation.
 * Returns all of them if none match, so that the router reports the error.
 */
function selectCandidates(all: Operations, path: string): Operations {
  const length = path.split("/").length;
  const candidates = all.filter((operation) => operation.path.split("/").length === length);
  return candidates.length > 0 ? candidates : all;
}

function listDiagnostics(result: ReturnType<typeof validateSecurity | typeof validateOutput>): Diagnostics {
  return result._tag === "Left" ? result.left : [];
}

function describe(side: Problem["side"], diagnostics: readonly Diagnostic[]): Problem[] {
  return diagnostics.map(({ path = [], code, message }) => ({
    side,
    location: String(code) === "401" ? "security" : path.join(".") || "body",
    message,
  }));
}

function fail(
  error: Error,
  { headers }: EngineRequest,
  operation: Operation | undefined,
  violations: readonly Problem[],
): PrismOutcome {
  return { response: error, operation, violations: [...violations, describeFailure(error, headers)] };
}
