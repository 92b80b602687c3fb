import type { Deviation } from "../../check-upstream/deviations.ts";
import { toList } from "../../lib/node.ts";
import { dereference } from "../../lib/openapi/dereference.ts";
import type { OpenApiDocument } from "../../lib/openapi/document.ts";
import { type Editable, find, isEditable } from "./edit.ts";
import { setFact } from "./set-fact.ts";

/**
 * A stand-in for GitLab's document, which is not part of this repository: our document with the value `theirs` at every
 * recorded place, in OpenAPI 3.0, without references and prose. Its operations keep our `operationId`s, so that tests can name
 * them.
 */
export function createStandIn(
  document: OpenApiDocument,
  deviations: ReadonlyMap<string, Deviation>,
): Editable {
  const copy: Editable = JSON.parse(JSON.stringify(dereference(document).root));
  moveParameters(copy);
  for (const [at, { theirs }] of deviations) setFact(copy, at, theirs);
  const version = find(copy, "info")["x-gitlab-checked-against"];
  return {
    openapi: "3.0.0",
    info: { title: "Stand-in", version },
    ...Object.fromEntries(["paths", "components", "security"].map((key) => [key, convert(copy[key])])),
  };
}

/** Gives every operation the parameters of its path, as GitLab's document does. */
function moveParameters(document: Editable): void {
  for (const { parameters, ...operations } of Object.values(find(document, "paths")).filter(isEditable)) {
    for (const operation of Object.values(operations).filter(isEditable)) {
      const shared = JSON.parse(JSON.stringify(toList(parameters)));
      operation["parameters"] = [...shared, ...toList(operation["parameters"])];
    }
  }
  for (const item of Object.values(find(document, "paths")).filter(isEditable)) delete item["parameters"];
}

/** Copies a part of the document without prose, and with the schemas of OpenAPI 3.0. */
function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (!isEditable(value)) return value;
  const members = Object.entries(value).filter(([key, text]) => !isProse(key, text));
  const { type, ...rest } = Object.fromEntries(members.map(([key, member]) => [key, convert(member)]));
  if (!Array.isArray(type)) return type === undefined ? rest : { ...rest, type };
  const names = type.filter((name) => name !== "null");
  const nullable = names.length < type.length ? { nullable: true } : {};
  if (names.length === 1) return { ...rest, type: names[0], ...nullable };
  return { ...rest, anyOf: names.map((name) => ({ type: name })), ...nullable };
}

/** A field may be called `description`, but its value is a schema then. */
function isProse(key: string, value: unknown): boolean {
  return /^(description|summary)$/.test(key) && typeof value === "string";
}
