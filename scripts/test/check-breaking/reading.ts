import { type Node, toList, toNode } from "../../lib/node.ts";
import { alternativesOf, declare, declaredName, define, literalsOf, type Names } from "./schema.ts";

/**
 * Statements that read a value: they assign it to a type declared by hand, and handle its alternatives exhaustively. A
 * component within the value is only assigned, since it is read on its own.
 */
export function renderReading(expression: string, schema: Node, names: Names, depth = 0): string {
  const name = `value${depth}`;
  const all = alternativesOf(schema);
  // An object without fields of its own is what remains.
  const isRest = (one: Node) => one["type"] === "object" && ownFields(one, all).length === 0;
  const alternatives = [...all.filter((one) => !isRest(one)), ...all.filter(isRest)];
  const last = alternatives.length - 1;
  const branches = alternatives.map((alternative, index) => {
    const isComponent = alternative !== schema && declaredName(alternative, names) !== undefined;
    const body = [
      `const declared: ${declare(alternative, names)} = ${name}; use(declared);`,
      isComponent ? "" : readOne(name, alternative, names, depth),
    ].join(" ");
    if (last === 0) return body;
    return index === last ? `{ ${body} }` : `if (${testOf(name, alternative, alternatives)}) { ${body} }`;
  });
  const whole = `const ${name} = ${expression}; const whole: ${define(schema, names)} = ${name}; use(whole);`;
  return `{ ${whole} ${branches.join(" else ")} ${testFields(name, alternatives, names)} }`;
}

function readMember(expression: string, schema: unknown, names: Names, depth: number): string {
  const node = toNode(schema);
  const declared = declaredName(node, names);
  if (declared === undefined) return renderReading(expression, node, names, depth + 1);
  return `{ const member: ${declared} = ${expression}; use(member); }`;
}

/** Distinguishes objects by each field that only one of them has. */
function testFields(name: string, alternatives: readonly Node[], names: Names): string {
  const tests = alternatives.flatMap((alternative) =>
    ownFields(alternative, alternatives).map(
      (field) =>
        `if ("${field}" in ${name}) { const only: ${declare(alternative, names)} = ${name}; use(only); }`,
    ),
  );
  return alternatives.every(({ type }) => type === "object") ? tests.join(" ") : "";
}

/** The fields that only one of several objects has. */
function ownFields(schema: Node, alternatives: readonly Node[]): string[] {
  const others = alternatives.filter((other) => other !== schema);
  return Object.keys(toNode(schema["properties"])).filter(
    (field) => !others.some((other) => field in toNode(other["properties"])),
  );
}

function readOne(name: string, schema: Node, names: Names, depth: number): string {
  const literals = literalsOf(schema);
  if (literals) {
    const cases = literals.map((literal) => `case ${literal}: break;`).join(" ");
    return `switch (${name}) { ${cases} default: unexpected(${name}); }`;
  }
  const { type, items, properties, additionalProperties } = schema;
  if (type === "string") return `use(${name}.toUpperCase());`;
  if (type === "integer" || type === "number") return `use(${name}.toFixed());`;
  if (type === "array")
    return `for (const item of ${name}) ${readMember("item", items, names, depth)} use(${name}.length);`;
  if (type !== "object") return "";
  const fields = Object.entries(toNode(properties)).map(([field, value]) => {
    const access = `${name}[${JSON.stringify(field)}]`;
    const reading = readMember(access, value, names, depth);
    return toList(schema["required"]).includes(field) ? reading : `if (${access} !== undefined) ${reading}`;
  });
  const rest = toNode(additionalProperties);
  if (rest["type"] !== undefined)
    fields.push(`for (const item of Object.values(${name})) ${readMember("item", rest, names, depth)}`);
  return fields.join(" ");
}

/** A condition that is true for one of several alternatives only. */
function testOf(name: string, schema: Node, alternatives: readonly Node[]): string {
  const { type } = schema;
  if (type === "null") return `${name} === null`;
  if (type === "array") return `Array.isArray(${name})`;
  if (type === "integer") return `typeof ${name} === "number"`;
  if (type !== "object") return `typeof ${name} === "${type}"`;
  return `"${ownFields(schema, alternatives)[0]}" in ${name}`;
}
