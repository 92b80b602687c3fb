import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { CoverageRecorder } from "../../dist/contract-coverage/coverage-recorder.js";
import { loadOperations } from "../../dist/engine/operations.js";

/** A statement of the OpenAPI document about a status, a header, a media type, a named example or a schema. */
export interface Statement {
  /** `"allowProject 400 example full"`, `"getProject 200 header etag"`, `"schema Namespace"`. */
  readonly key: string;
  /** Its `x-gitlab-source`, or that of the response that contains it. */
  readonly sources: readonly string[];
  /** Whether it has `x-gitlab-unconfirmed`. */
  readonly isUnconfirmed: boolean;
}

/** The parts of a response that are compared with the document. */
export interface SeenResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: unknown;
}

interface Sourced {
  "x-gitlab-source"?: string | string[];
  "x-gitlab-unconfirmed"?: string;
}
type Reference = { $ref: string };
interface Example extends Sourced {
  value: unknown;
}
interface DocumentedResponse extends Sourced {
  headers?: Record<string, Reference>;
  content?: Record<string, Sourced & { examples?: Record<string, Example> }>;
}
interface Operation {
  operationId: string;
  responses: Record<string, DocumentedResponse | Reference>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: Record<"headers" | "responses" | "schemas", Record<string, Sourced>>;
}

const file = fileURLToPath(import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml"));
const prismOperations = await loadOperations("openapi");
const document = load(readFileSync(file, "utf8")) as Document;

const operations: readonly Operation[] = Object.values(document.paths)
  .flatMap((item) => Object.entries(item))
  .flatMap(([name, operation]) => (name === "parameters" ? [] : [operation]));

/** Lists all statements of the document about its responses. */
export function* listStatements(): Generator<Statement> {
  for (const { operationId, responses } of operations) {
    for (const [status, reference] of Object.entries(responses)) {
      const response = resolve(reference);
      const place = `${operationId} ${status}`;
      yield statement(place, response);
      for (const [name, header] of Object.entries(response.headers ?? {})) {
        yield statement(`${place} header ${name.toLowerCase()}`, resolve<Sourced>(header));
      }
      for (const [type, { examples = {} }] of Object.entries(response.content ?? {})) {
        yield statement(`${place} ${type}`, response);
        for (const [name, example] of Object.entries(examples)) {
          yield statement(`${place} example ${name}`, example, response);
        }
      }
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    yield statement(`schema ${name}`, schema);
  }
}

/** Lists the statements that a response of an operation shows to be true. */
export function* listShown(operationId: string, { status, headers, body }: SeenResponse): Generator<string> {
  const reference = operations.find((operation) => operation.operationId === operationId)?.responses[status];
  if (reference === undefined) return;
  const place = `${operationId} ${status}`;
  const names = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  const recorder = new CoverageRecorder(prismOperations);
  recorder.record(
    { method: "GET" },
    { operation: operationId, status, headers: Object.fromEntries(names), body, violations: [] },
  );
  for (const { responses, example } of recorder.coverage) {
    if (responses > 0) yield example === undefined ? place : `${place} example ${example}`;
  }
  const response = resolve(reference);
  for (const name of Object.keys(response.headers ?? {})) {
    if (names.has(name.toLowerCase())) yield `${place} header ${name.toLowerCase()}`;
  }
  for (const type of Object.keys(response.content ?? {})) {
    if (names.get("content-type")?.startsWith(type)) yield `${place} ${type}`;
  }
}

function statement(key: string, own: Sourced, owner: Sourced = {}): Statement {
  return {
    key,
    sources: [own["x-gitlab-source"] ?? owner["x-gitlab-source"] ?? []].flat(),
    isUnconfirmed: own["x-gitlab-unconfirmed"] !== undefined,
  };
}

function resolve<T extends Sourced = DocumentedResponse>(node: T | Reference): T {
  if (!("$ref" in node)) return node;
  const [, , kind, name] = node.$ref.split("/");
  const component = document.components[kind as keyof Document["components"]]?.[name ?? ""];
  if (component === undefined) throw new Error(`${node.$ref} does not exist`);
  return component as T;
}
