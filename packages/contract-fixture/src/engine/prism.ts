import { factory } from "@stoplight/prism-core";
import type { IHttpConfig, IHttpResponse, PrismHttpInstance } from "@stoplight/prism-http";
import * as Either from "fp-ts/lib/Either.js";
import * as TaskEither from "fp-ts/lib/TaskEither.js";
import type { Violation } from "../violation.js";
import type { EngineRequest } from "./engine.js";
import type { Operations } from "./operations.js";
import { components } from "./prism-components.js";
import { explain, refuseUnreadable } from "./prism-failure.js";
import type { Examples, Operation, PrismOutcome, Responder } from "./prism-outcome.js";
import { toPrismRequest } from "./prism-request.js";

type Outcome = Awaited<ReturnType<ReturnType<PrismHttpInstance["request"]>>>;

const config: IHttpConfig = {
  isProxy: true,
  // Never called: `forward` is replaced below.
  upstream: new URL("http://upstream.invalid"),
  upstreamProxy: undefined,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: true,
  mock: { dynamic: false },
};

/** On this error Prism turns from its upstream to its mocker. */
const leaveToExamples = Object.assign(new Error("answered by the document's examples"), {
  name: "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED",
});

const noExamples: Examples = {
  mock: () => () => Either.left(new Error("nobody answered")),
  wanted: { dynamic: false },
};

/** Stands for a scripted answer while Prism has its turn. */
const notSent: IHttpResponse = { statusCode: 204 };

/**
 * The operations with as many segments as the path has, of which alone Prism's router would choose: it compares the path
 * with every operation that it is given. All where there are none, so that it says what is wrong.
 */
function eligible(all: Operations, path: string): Operations {
  const length = path.split("/").length;
  const some = all.filter((operation) => operation.path.split("/").length === length);
  return some.length > 0 ? some : all;
}

/** Prism's pipeline: it routes, checks security, validates the request, has it answered, validates the answer. */
export async function runPrism(
  operations: Operations,
  request: EngineRequest,
  respond: Responder,
  examples: Examples = noExamples,
): Promise<PrismOutcome> {
  let operation: Operation | undefined;
  let scripted: PrismOutcome["scripted"];
  const prism: PrismHttpInstance = factory(
    { ...config, mock: examples.wanted },
    {
      ...components,
      mock: examples.mock,
      forward:
        ({ validations }, _url, _proxy, resource) =>
        () => {
          operation = resource && { id: resource.iid ?? resource.id, path: resource.path };
          return TaskEither.tryCatch(
            async () => {
              const played = operation && (await respond(operation, validations.length === 0));
              scripted = played?.scripted;
              if (scripted !== undefined) return notSent;
              if (played?.own === undefined) throw leaveToExamples;
              return played.own;
            },
            (error) => (error instanceof Error ? error : new Error(String(error))),
          );
        },
    },
  );
  let result: Outcome;
  try {
    result = await prism.request(toPrismRequest(request), eligible(operations, request.url.pathname))();
  } catch (error) {
    // What Prism cannot even read, it throws.
    return refuseUnreadable(request, error);
  }

  const about = {
    method: request.method,
    path: request.url.pathname,
    ...(operation && { operation: operation.id }),
  };
  if (Either.isLeft(result)) {
    const violations = explain(result.left, request.headers).map((found) => ({ ...about, ...found }));
    return { response: result.left, operation, violations, ...(scripted && { scripted }) };
  }
  const { output, validations } = result.right;
  const found = (side: Violation["side"], diagnostics: typeof validations.input): Violation[] =>
    diagnostics.map(({ path = [], code, message }) => ({
      ...about,
      side,
      location: String(code) === "401" ? "security" : path.join(".") || "body",
      message,
    }));
  return {
    response: output,
    operation,
    // A scripted answer is wrong on purpose.
    violations: [
      ...found("request", validations.input),
      ...(scripted ? [] : found("response", validations.output)),
    ],
    ...(scripted && { scripted }),
  };
}
