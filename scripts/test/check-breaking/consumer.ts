import { type Node, toNode } from "../../lib/node.ts";
import { dereference } from "../../lib/openapi/dereference.ts";
import type { OpenApiDocument } from "../../lib/openapi/document.ts";
import { listOperations, type Operation } from "../../lib/openapi/operations.ts";
import { renderReading } from "./reading.ts";
import { listSamples } from "./samples.ts";
import { declare, define, type Names } from "./schema.ts";

/**
 * Renders a program that uses the client as its users do: it sends everything that the document allows, assigns what it
 * receives to types declared by hand, and handles each status, media type, enum value and alternative exhaustively.
 *
 * It follows the document's schemas rather than the generated types, since it has to judge a comparison of these.
 */
export function renderConsumer(document: OpenApiDocument): string {
  const { root, components, names } = dereference(document);
  const schemas = Object.entries(components).filter(([name]) => name.startsWith("schemas/"));
  const operations = listOperations({ ...document, root });
  const statements = [
    ...operations.flatMap((operation) => {
      // An error may have hundreds of statuses, so that it takes long to compile. One operation stands for the others.
      const usesError = operation.method === "PATCH";
      return [...useCall(operation, names, usesError), ...useOperation(operation, names)];
    }),
    ...useTypes(components, names),
  ];
  return [
    'import type { components, OpenApiClient, operations, paths } from "./index.js";',
    "declare const api: OpenApiClient;",
    "declare const text: string;",
    "declare const count: number;",
    "declare const flag: boolean;",
    "declare function unexpected(value: never): void;",
    "declare function use(value: unknown): void;",
    ...schemas.map(([name, schema]) => `type My${name.split("/")[1]} = ${define(toNode(schema), names)};`),
    ...statements.map(
      (statement, index) => `export async function f${index}(): Promise<void> { ${statement} }`,
    ),
  ].join("\n");
}

/** Calls an operation with everything that it allows, and uses the result. */
function* useCall(
  { method, path, node, parameters }: Operation,
  names: Names,
  usesError: boolean,
): Generator<string> {
  const options = listSamples(optionsOf(parameters, toNode(node["requestBody"])));
  const call = (sample = options[0]) => `await api.${method}(${JSON.stringify(path)}, ${sample})`;
  for (const sample of options) yield `${call(sample)};`;
  const responses = Object.entries(toNode(node["responses"]));
  const successes = responses.filter(([status]) => status.startsWith("2"));
  const data = successes.flatMap(([, response]) => jsonOf(toNode(response)));
  yield data.length === 0
    ? `const { data } = ${call()}; const none: undefined = data; use(none);`
    : `const { data } = ${call()}; if (data !== undefined) ${renderReading("data", { anyOf: data }, names)}`;
  if (!usesError) return;
  const cases = responses
    .filter(([status]) => /^[345]/.test(status))
    .map(([status, response]) => {
      const bodies = jsonOf(toNode(response)).map((schema) => declare(schema, names));
      // A body may always be a text, whatever the document says.
      const declared = [...(bodies.length > 0 ? bodies : ["object"]), "string"].join(" | ");
      return `case ${status}: { const body: ${declared} = error.body; use(body); break; }`;
    });
  yield `const { error } = ${call()}; switch (error?.status) { ${cases.join(" ")} }`;
}

/** The bodies that the client parses. */
function jsonOf({ content }: Node): Node[] {
  return schemasOf(toNode(content)).flatMap(([type, schema]) => (/[/+]json$/.test(type) ? [schema] : []));
}

/** Uses the types of an operation's responses, without a call. */
function* useOperation({ method, path, node }: Operation, names: Names): Generator<string> {
  const responses = Object.entries(toNode(node["responses"])).map(
    ([status, value]) => [status, toNode(value)] as const,
  );
  const type = `paths[${JSON.stringify(path)}]["${method.toLowerCase()}"]["responses"]`;
  if (node["operationId"] !== undefined) yield `let id: operations["${node["operationId"]}"];`;
  yield useKeys(
    type,
    responses.map(([status]) => (status === "default" ? '"default"' : status)),
  );
  for (const [status, response] of responses) {
    const own = `${type}[${JSON.stringify(status)}]`;
    if (names.has(response)) yield* useBodies(own, response, names);
    else yield* useResponse(own, response, status.startsWith("2") ? useBodies : readBodies, names);
  }
}

/** Reads the headers of a response, handles its media types, and uses its bodies. */
function* useResponse(type: string, response: Node, use: typeof useBodies, names: Names): Generator<string> {
  const headers = Object.entries(toNode(response["headers"])).map(([name, header]) => {
    const declared = declare(toNode(toNode(header)["schema"]), names);
    return `{ const header: ${declared} | undefined = headers!["${name}"]; use(header); }`;
  });
  yield `let headers: ${type}["headers"]; ${headers.join(" ")}`;
  const media = Object.keys(toNode(response["content"]));
  if (media.length === 0)
    yield `let response: ${type}; const none: undefined = response!.content; use(none);`;
  else
    yield useKeys(
      `${type}["content"]`,
      media.map((name) => JSON.stringify(name)),
    );
  yield* use(type, response, names);
}

/** Assigns the bodies to types declared by hand. */
function* useBodies(type: string, { content }: Node, names: Names): Generator<string> {
  for (const [name, schema] of schemasOf(toNode(content)))
    yield `let body: ${type}["content"]["${name}"]; const declared: ${declare(schema, names)} = body!; use(declared);`;
}

/** Handles the alternatives of the bodies, too. */
function* readBodies(type: string, { content }: Node, names: Names): Generator<string> {
  for (const [name, schema] of schemasOf(toNode(content)))
    yield `let body: ${type}["content"]["${name}"]; ${renderReading("body!", schema, names)}`;
}

/** The exported types: all of them are named, and those of responses are read. */
function* useTypes(components: Node, names: Names): Generator<string> {
  for (const [name, component] of Object.entries(components)) {
    const [kind, key] = name.split("/");
    if (!/^(schemas|parameters|headers|responses|requestBodies)$/.test(String(kind))) continue;
    yield `let value: components["${kind}"]["${key}"];`;
    if (kind === "responses")
      yield* useResponse(`components["responses"]["${key}"]`, toNode(component), readBodies, names);
    const isSent = /Update$|Request$/.test(name);
    if (kind === "schemas" && !isSent)
      yield `let value: components["schemas"]["${key}"]; ${renderReading("value!", toNode(component), names)}`;
  }
}

/** A `switch` over the keys of a type, which does not compile if a key is missing or unknown. */
function useKeys(type: string, keys: readonly string[]): string {
  const cases = keys.map((key) => `case ${key}: break;`).join(" ");
  return `let key: keyof ${type}; switch (key!) { ${cases} default: unexpected(key!); }`;
}

/** The options of a call as a schema. */
function optionsOf(parameters: readonly Node[], body: Node): Node {
  const locations = [...new Set(parameters.map((parameter) => String(parameter["in"])))].map((location) => {
    const own = parameters.filter((parameter) => parameter["in"] === location);
    const properties = Object.fromEntries(own.map(({ name, schema }) => [name, schema]));
    const required = own.filter((parameter) => parameter["required"] === true).map(({ name }) => name);
    return [location, { type: "object", properties, required }] as const;
  });
  const required = locations.filter(([, { required }]) => required.length > 0).map(([location]) => location);
  const params = { type: "object", properties: Object.fromEntries(locations), required };
  const contents = schemasOf(toNode(body["content"])).map(([, schema]) => schema);
  return contents.length === 0
    ? { type: "object", properties: { params }, required: ["params"] }
    : {
        type: "object",
        properties: { params, body: { anyOf: contents } },
        required: body["required"] === true ? ["params", "body"] : ["params"],
      };
}

function schemasOf(content: Node): [mediaType: string, schema: Node][] {
  return Object.entries(content).map(([type, media]) => [type, toNode(toNode(media)["schema"])]);
}
