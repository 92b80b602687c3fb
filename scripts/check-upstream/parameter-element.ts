import type { Node } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { mediaParts } from "./content-element.ts";
import { type Element, partsOf } from "./element.ts";
import { schemaElement } from "./schema-element.ts";

/** Describes a parameter of a request, or a header of a response, with the defaults of what it does not state. */
export function parameterElement(parameter: Node, document: OpenApiDocument): Element {
  const {
    in: location = "header",
    schema,
    content,
    required,
    deprecated,
    allowEmptyValue,
    allowReserved,
  } = parameter;
  const style = parameter["style"] ?? (location === "query" || location === "cookie" ? "form" : "simple");
  const value = schemaElement(schema, document);
  return {
    origin: parameter,
    facts: {
      ...value.facts,
      required: String(required ?? false),
      deprecated: String(deprecated === true || value.facts["deprecated"] === "true"),
      style: String(style),
      explode: String(parameter["explode"] ?? style === "form"),
      allowEmptyValue: String(allowEmptyValue ?? false),
      allowReserved: String(allowReserved ?? false),
    },
    parts: partsOf(value.parts, mediaParts(content, document)),
  };
}
