import { toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { type Element, partsOf } from "./element.ts";
import { describeValue, schemaElement } from "./schema-element.ts";

type Parts = readonly (readonly [string, () => Element])[];

/** The body of a request or response, with the schema of each media type: `body/application/json`. */
export function bodyParts(owner: unknown, document: OpenApiDocument, facts: Element["facts"] = {}): Parts {
  const { content } = document.resolve(owner);
  if (Object.keys(toNode(content)).length === 0) return [];
  return [["body", () => ({ origin: content, facts, parts: partsOf(mediaParts(content, document)) })]];
}

/** The schema of each media type, and how a form encodes it. */
export function mediaParts(content: unknown, document: OpenApiDocument): Parts {
  return Object.entries(toNode(content)).map(([type, media]) => [
    type.toLowerCase().replaceAll(" ", ""),
    () => {
      const { schema, encoding } = toNode(media);
      return schemaElement(
        schema,
        document,
        encoding === undefined ? {} : { encoding: describeValue(encoding) },
      );
    },
  ]);
}
