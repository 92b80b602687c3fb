import { type Node, toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import type { Operation } from "../lib/openapi/operations.ts";

type Resolve = OpenApiDocument["resolve"];

/** The methods of openapi-fetch's client. */
const callable = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/**
 * Renders an example call of an operation with the client, as TypeScript. It has the required parameters, and the body.
 *
 * @throws {Error} When a value has no example. The message is one line, and names the place.
 */
export function renderCall(operation: Operation, { source, resolve }: OpenApiDocument): string {
  const { method, path, node } = operation;
  const fail = (problem: string): never => {
    throw new Error(`${source}: ${method} ${path}: ${problem}`);
  };
  if (!callable.includes(method)) return fail(`openapi-fetch has no method ${method}`);

  const params = renderParameters(operation, resolve, fail);
  const body =
    node["requestBody"] === undefined ? [] : [renderBody(resolve(node["requestBody"]), resolve, fail)];
  const options = [...params, ...body];
  const target = `await api.${method}(${JSON.stringify(path)}`;
  return options.length === 0
    ? `${target});`
    : [`${target}, {`, ...options.map((line) => `  ${line},`), "});"].join("\n");
}

function renderParameters(
  { parameters }: Operation,
  resolve: Resolve,
  fail: (problem: string) => never,
): string[] {
  const groups = new Map<string, Record<string, unknown>>();
  for (const parameter of parameters) {
    if (parameter["required"] !== true) continue;
    const { in: location, name } = parameter;
    const example =
      findExample(parameter, resolve) ?? findExample(toNode(resolve(parameter["schema"])), resolve);
    if (example === undefined) return fail(`the ${location} parameter ${name} has no \`example\`. Add one.`);
    groups.set(String(location), { ...groups.get(String(location)), [String(name)]: example.value });
  }
  if (groups.size === 0) return [];
  const literals = [...groups].map(([location, values]) => `${location}: ${renderLiteral(values)}`);
  return [`params: { ${literals.join(", ")} }`];
}

function renderBody(body: Node, resolve: Resolve, fail: (problem: string) => never): string {
  const media = toNode(body["content"])["application/json"];
  if (media === undefined)
    return fail(
      "the request body has no `application/json`, the only media type that the example call can have",
    );
  const example = findExample(toNode(media), resolve);
  if (example === undefined)
    return fail(
      "the request body's `application/json` has no `example`, or `examples` with a `value`. Add one.",
    );
  return `body: ${renderLiteral(example.value)}`;
}

/** The `example` of a parameter, media type or schema, or the first of its `examples` that has a value. */
function findExample(node: Node, resolve: Resolve): { value: unknown } | undefined {
  if ("example" in node) return { value: node["example"] };
  const { examples } = node;
  if (Array.isArray(examples)) return examples.length > 0 ? { value: examples[0] } : undefined;
  const example = Object.values(toNode(examples))
    .map(resolve)
    .find((named) => "value" in named);
  return example && { value: example["value"] };
}

/** A value as a TypeScript literal in one line. */
function renderLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderLiteral).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, item]) => `${renderKey(name)}: ${renderLiteral(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function renderKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
