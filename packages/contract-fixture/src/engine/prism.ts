import { factory } from "@stoplight/prism-core";
import type { IHttpConfig, IHttpResponse, PrismHttpInstance } from "@stoplight/prism-http";
import * as Either from "fp-ts/lib/Either.js";
import * as TaskEither from "fp-ts/lib/TaskEither.js";
import type { Violation } from "../violation.js";
import type { EngineRequest } from "./engine.js";
import type { Operations } from "./operations.js";
import { components } from "./prism-components.js";
import { describeFailure, rejectUnreadable } from "./prism-failure.js";
import type { Examples, Operation, PrismOutcome, Responder } from "./prism-outcome.js";
import { toPrismRequest } from "./prism-request.js";

type PrismResult = Awaited<ReturnType<ReturnType<PrismHttpInstance["request"]>>>;

const config: IHttpConfig = {
  isProxy: true,
  // Never requested: `forward` is replaced below.
  upstream: new URL("http://upstream.invalid"),
  upstreamProxy: undefined,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: true,
  mock: { dynamic: false },
};

/** Makes Prism fall back from its upstream to its mocker. */
const fallBackToExamples = Object.assign(new Error("handled by the examples of the document"), {
  name: "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED",
});

const noExamples: Examples = {
  mock: () => () => Either.left(new Error("no response")),
  selection: { dynamic: false },
};

/** Returned to Prism in place of a scripted response, which must not be validated. */
const placeholder: IHttpResponse = { statusCode: 204 };

/**
 * Selects the operations with the same number of path segments, since Prism's router compares the path with every operation.
 * Returns all of them if none match, so that the router reports the error.
 */
function selectCandidates(all: Operations, path: string): Operations {
  const length = path.split("/").length;
  const candidates = all.filter((operation) => operation.path.split("/").length === length);
  return candidates.length > 0 ? candidates : all;
}

/** Runs Prism's pipeline: route, check security, validate the request, get the response, validate the response. */
export async function runPrism(
  operations: Operations,
  request: EngineRequest,
  respond: Responder,
  examples: Examples = noExamples,
): Promise<PrismOutcome> {
  let operation: Operation | undefined;
  let scripted: PrismOutcome["scripted"];
  const prism: PrismHttpInstance = factory(
    { ...config, mock: examples.selection },
    {
      ...components,
      mock: examples.mock,
      forward:
        ({ validations }, _url, _proxy, resource) =>
        () => {
          operation = resource && { id: resource.iid ?? resource.id, path: resource.path };
          return TaskEither.tryCatch(
            async () => {
              const result = operation && (await respond(operation, validations.length === 0));
              scripted = result?.scripted;
              if (scripted !== undefined) return placeholder;
              if (result?.actual === undefined) throw fallBackToExamples;
              return result.actual;
            },
            (error) => (error instanceof Error ? error : new Error(String(error))),
          );
        },
    },
  );
  let result: PrismResult;
  try {
    result = await prism.request(
      toPrismRequest(request),
      selectCandidates(operations, request.url.pathname),
    )();
  } catch (error) {
    // Prism throws if it cannot parse the request.
    return rejectUnreadable(request, error);
  }

  const common = {
    method: request.method,
    path: request.url.pathname,
    ...(operation && { operation: operation.id }),
  };
  if (Either.isLeft(result)) {
    const violations = describeFailure(result.left, request.headers).map((problem) => ({
      ...common,
      ...problem,
    }));
    return { response: result.left, operation, violations, ...(scripted && { scripted }) };
  }
  const { output, validations } = result.right;
  const toViolations = (side: Violation["side"], diagnostics: typeof validations.input): Violation[] =>
    diagnostics.map(({ path = [], code, message }) => ({
      ...common,
      side,
      location: String(code) === "401" ? "security" : path.join(".") || "body",
      message,
    }));
  return {
    response: output,
    operation,
    // A scripted response may violate the document on purpose.
    violations: [
      ...toViolations("request", validations.input),
      ...(scripted ? [] : toViolations("response", validations.output)),
    ],
    ...(scripted && { scripted }),
  };
}
