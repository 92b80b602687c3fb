import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { listOperations, type Operation } from "../lib/openapi/operations.ts";
import type { Deviation } from "./deviations.ts";

/** An operation, and what the comparison calls it and its path parameters. */
export interface NamedOperation {
  readonly operation: Operation;
  /** The `operationId` in our document or, for an operation that only GitLab's has, the endpoint. */
  readonly name: string;
  /** The names in our document, by those in this one. */
  readonly parameterNames: ReadonlyMap<string, string>;
}

/** The job token scope operations of our document. The others are reduced, so they are not compared. */
export function findOurOperations(document: OpenApiDocument): NamedOperation[] {
  return findOperations(document).map((operation) => ({
    operation,
    name: String(operation.node["operationId"] ?? endpointOf(operation)),
    parameterNames: new Map(),
  }));
}

/** The same operations of GitLab's document. Operations are the same if they differ in the names of path parameters only. */
export function findTheirOperations(
  document: OpenApiDocument,
  ours: readonly NamedOperation[],
): NamedOperation[] {
  return findOperations(document).map((operation) => {
    const counterpart = ours.find((candidate) => shapeOf(candidate.operation) === shapeOf(operation));
    const [names, ourNames] = [
      parameterNames(operation),
      counterpart ? parameterNames(counterpart.operation) : [],
    ];
    return {
      operation,
      name: counterpart?.name ?? endpointOf(operation),
      parameterNames: new Map(names.map((name, index) => [name, ourNames[index] ?? name])),
    };
  });
}

function findOperations(document: OpenApiDocument): Operation[] {
  return listOperations(document).filter(({ path }) => path.includes("/job_token_scope"));
}

function endpointOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** Method and path, without the names of path parameters. */
function shapeOf(operation: Operation): string {
  return endpointOf(operation).replaceAll(/\{[^}]*\}/g, "{}");
}

/** The names of the path parameters, in their order. */
export function parameterNames({ path }: Pick<Operation, "path">): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? "");
}

/** The records, with the names that our document has: a record may name a path parameter as only GitLab's document does. */
export function renameRecords(
  deviations: ReadonlyMap<string, Deviation>,
  theirs: readonly NamedOperation[],
): Map<string, Deviation> {
  return new Map(
    [...deviations].map(([at, deviation]) => {
      const [, operation, kind, location, name = "", ...rest] = at.split("/");
      const names = theirs.find((candidate) => candidate.name === operation)?.parameterNames;
      const ourName = kind === "parameters" && location === "path" ? names?.get(name) : undefined;
      return [ourName ? ["", operation, kind, location, ourName, ...rest].join("/") : at, deviation];
    }),
  );
}
