import { toList, toNode } from "../lib/node.ts";
import type { Operation } from "../lib/openapi/operations.ts";
import type { Resolve } from "./schema-branches.ts";
import { schemaFacts } from "./schema-facts.ts";

/** A place, as a JSON pointer below its operation, and the value there. */
export type Fact = readonly [place: string, value: string];

/** The facts that a document states about an operation, by place. */
export type Facts = ReadonlyMap<string, string>;

/**
 * Describes an operation as plain facts, which do not depend on order, prose, examples, component names or references.
 *
 * - `/parameters/query/page`: `present`, with `/required` and the facts of its schema
 * - `/body`: `present`, with `/required`, `/mediaTypes` and the facts of its schema
 * - `/responses/200`: `present`, with `/headers/link` and, if it has content, `/body` as above
 * - `/scopes`: the token scopes that are required, or `none`
 */
export function listFacts(operation: Operation, resolve: Resolve): Facts {
  return new Map([
    ["/scopes", scopes(operation)],
    ...operation.parameters.flatMap((parameter) => parameterFacts(parameter, resolve)),
    ...bodyFacts("/body", operation.node["requestBody"], resolve),
    ...Object.entries(toNode(operation.node["responses"])).flatMap(([status, response]) =>
      responseFacts(status, response, resolve),
    ),
  ]);
}

function scopes({ security }: Operation): string {
  const names = security.flatMap((scheme) => Object.values(scheme).flatMap(toList));
  return [...new Set(names)].sort().join(", ") || "none";
}

function parameterFacts(parameter: unknown, resolve: Resolve): Fact[] {
  const { in: location, name, required = false, schema } = resolve(parameter);
  const place = `/parameters/${location}/${name}`;
  return [
    [place, "present"],
    [`${place}/required`, String(required)],
    ...schemaFacts(place, schema, resolve),
  ];
}

function responseFacts(status: string, response: unknown, resolve: Resolve): Fact[] {
  const place = `/responses/${status}`;
  const headers = Object.entries(toNode(resolve(response)["headers"]));
  return [
    [place, "present"],
    ...headers.flatMap(([name, header]): Fact[] => [
      [`${place}/headers/${name.toLowerCase()}`, "present"],
      ...schemaFacts(`${place}/headers/${name.toLowerCase()}`, resolve(header)["schema"], resolve),
    ]),
    ...bodyFacts(`${place}/body`, response, resolve),
  ];
}

function bodyFacts(place: string, owner: unknown, resolve: Resolve): Fact[] {
  const { content, required } = resolve(owner);
  const mediaTypes = toNode(content);
  const [first] = Object.values(mediaTypes);
  if (first === undefined) return [];
  return [
    [place, "present"],
    [`${place}/mediaTypes`, Object.keys(mediaTypes).sort().join(", ")],
    ...(required === undefined ? [] : [[`${place}/required`, String(required)] as const]),
    ...schemaFacts(place, toNode(mediaTypes["application/json"] ?? first)["schema"], resolve),
  ];
}
