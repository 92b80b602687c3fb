import { fileURLToPath } from "node:url";
import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpResponse,
  type PrismHttpInstance,
} from "@stoplight/prism-http";
import * as Either from "fp-ts/lib/Either.js";
import * as TaskEither from "fp-ts/lib/TaskEither.js";
import type { Violation } from "../violation.js";
import type { EngineRequest } from "./engine.js";
import { explain, refuseUnreadable } from "./prism-failure.js";
import { toPrismRequest } from "./prism-request.js";

/** The operation that Prism found for a request. */
export interface Operation {
  readonly id: string;
  /** Its path in the document: `"/api/v4/projects/{id}"`. */
  readonly path: string;
}

/** What Prism made of a request. */
export interface PrismOutcome {
  /** The answer, or why there is none: no such path, no such method, no such example. */
  readonly response: IHttpResponse | Error;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
}

/** Answers in Prism's stead; undefined leaves the answer to the document's examples. */
export type Responder = (operation: Operation) => IHttpResponse | undefined;

type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;
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

const logger = createLogger("contract-fixture", { enabled: false });

/** On this error Prism turns from its upstream to its mocker. */
const leaveToExamples = Object.assign(new Error("answered by the document's examples"), {
  name: "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED",
});

let operations: ReturnType<typeof getHttpOperationsFromSpec> | undefined;

/** Reads the operations of the OpenAPI document, once for all fixtures of a process. */
export function loadDocument(): ReturnType<typeof getHttpOperationsFromSpec> {
  operations ??= getHttpOperationsFromSpec(fileURLToPath(new URL("../openapi.yaml", import.meta.url)));
  return operations;
}

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
  request: EngineRequest,
  respond: Responder,
  mock: IHttpConfig["mock"] = config.mock,
): Promise<PrismOutcome> {
  const loaded = await loadDocument();
  let operation: Operation | undefined;
  const prism = createInstance(
    { ...config, mock },
    {
      logger,
      forward: (_input, _url, _proxy, resource) => () => {
        operation = resource && { id: resource.iid ?? resource.id, path: resource.path };
        return TaskEither.tryCatch(
          async () => {
            const response = operation && respond(operation);
            if (response === undefined) throw leaveToExamples;
            return response;
          },
          (error) => (error instanceof Error ? error : new Error(String(error))),
        );
      },
    },
  );
  let result: Outcome;
  try {
    result = await prism.request(toPrismRequest(request), eligible(loaded, request.url.pathname))();
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
    return { response: result.left, operation, violations };
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
    violations: [...found("request", validations.input), ...found("response", validations.output)],
  };
}
