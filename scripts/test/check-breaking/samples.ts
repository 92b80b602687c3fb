import { type Node, toList, toNode } from "../../lib/node.ts";
import { alternativesOf, literalsOf } from "./schema.ts";

/** Expressions that together use everything that a schema allows. The first one has all fields. */
export function listSamples(schema: Node): string[] {
  return alternativesOf(schema).flatMap(listSamplesOfOne);
}

function listSamplesOfOne(schema: Node): string[] {
  const literals = literalsOf(schema);
  if (literals) return literals;
  const { type, items } = schema;
  if (type === "null") return ["null"];
  if (type === "integer" || type === "number") return ["count"];
  if (type === "boolean") return ["flag"];
  if (type === "array") return listSamples(toNode(items)).map((item) => `[${item}]`);
  if (type !== "object") return ["text"];
  const properties = Object.entries(toNode(schema["properties"]));
  const fields = properties.map(([name, field]) => ({ name, samples: listSamples(toNode(field)) }));
  const render = (chosen: ReadonlyMap<string, string>) =>
    `{ ${[...chosen].map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(", ")} }`;
  const full = new Map(fields.map(({ name, samples: [first = ""] }) => [name, first]));
  const minimal = [...full].filter(([name]) => toList(schema["required"]).includes(name));
  const others = fields.flatMap(({ name, samples }) =>
    samples.slice(1).map((sample) => new Map(full).set(name, sample)),
  );
  return [...new Set([full, new Map(minimal), ...others].map(render))];
}
