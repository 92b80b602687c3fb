import { readFile } from "node:fs/promises";
import { resolve as findReferences } from "@apidevtools/json-schema-ref-parser";
import { upgradeFromThreeToThreeOne } from "@scalar/openapi-upgrader/3.0-to-3.1";
import { load as parseYaml } from "js-yaml";
import { firstLine } from "../lib/first-line.ts";
import { isNode, type Node, toNode } from "../lib/node.ts";
import { findProse } from "./prose.ts";

/** An OpenAPI document in the terms of OpenAPI 3.1. */
export interface ApiDocument {
  /** `info.title` and `info.version`. */
  readonly name: string;
  readonly paths: Node;
  /** Its descriptions and summaries. */
  readonly prose: ReadonlySet<string>;
  readonly security: unknown;
  /** What a node says, or what its `$ref` points to. References are followed one by one: a schema may contain itself. */
  resolve(node: unknown): Node;
}

/**
 * Reads an OpenAPI 3 document, in YAML or JSON, from a file or over HTTP.
 *
 * @throws {Error} In one line, what is wrong and where.
 */
export async function loadDocument(source: string): Promise<ApiDocument> {
  const parsed = await loadYaml(source);
  if (!isNode(parsed) || !isNode(parsed["paths"]) || !/^3\.[012]\./.test(String(parsed["openapi"]))) {
    throw new Error(`${source}: not an OpenAPI 3 document (it needs \`openapi: 3.x.y\` and \`paths\`)`);
  }
  const document = toNode(upgradeFromThreeToThreeOne({ ...parsed }));
  const references = await findReferences({ ...document }, { resolve: { external: false } });
  const { title, version } = toNode(document["info"]);
  return {
    name: [title, version].filter((part) => part !== undefined).join(" "),
    paths: toNode(document["paths"]),
    prose: findProse(document),
    security: document["security"],
    resolve(node) {
      const { $ref, ...siblings } = toNode(node);
      if (typeof $ref !== "string") return siblings;
      try {
        return { ...toNode(references.get($ref)), ...siblings };
      } catch (error) {
        throw new Error(`${source}: ${$ref} points nowhere`, { cause: error });
      }
    },
  };
}

/**
 * Reads YAML, of which JSON is a part, from a file or over HTTP.
 *
 * @throws {Error} In one line, what is wrong and where.
 */
export async function loadYaml(source: string): Promise<unknown> {
  const text = await (/^https?:/i.test(source) ? download(source) : readText(source));
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`${source}: neither YAML nor JSON: ${firstLine(error)}`, { cause: error });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${firstLine(error)}`, { cause: error });
  }
}

async function download(url: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
  } catch (error) {
    // fetch says "fetch failed", and why in the cause.
    const { cause } = error instanceof Error ? error : {};
    throw new Error(`${url}: cannot be reached: ${firstLine(cause ?? error)}`, { cause: error });
  }
  throw new Error(`${url}: HTTP ${response.status}`);
}
