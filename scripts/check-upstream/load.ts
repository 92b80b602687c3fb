import { readFile } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { resolve as findReferences } from "@apidevtools/json-schema-ref-parser";
import { upgradeFromThreeToThreeOne } from "@scalar/openapi-upgrader/3.0-to-3.1";
import { load as parseYaml } from "js-yaml";
import { firstLine } from "../lib/first-line.ts";
import { isNode, type Node, toNode } from "../lib/node.ts";
import { findProse } from "./prose.ts";

/** An OpenAPI document, upgraded to OpenAPI 3.1. */
export interface ApiDocument {
  /** `info.title` and `info.version`. */
  readonly name: string;
  readonly paths: Node;
  /** Its descriptions and summaries. */
  readonly prose: ReadonlySet<string>;
  readonly security: unknown;
  /** Returns the node, with its `$ref` resolved. Nested references are left alone, since a schema may contain itself. */
  resolve(node: unknown): Node;
}

/**
 * Reads an OpenAPI 3 document, in YAML or JSON, from a file or over HTTP.
 *
 * @param cwd The directory that a relative path starts from.
 * @throws {Error} When there is no such document. The message is one line, and names the source.
 */
export async function loadDocument(cwd: string, source: string): Promise<ApiDocument> {
  const parsed = await loadYaml(cwd, source);
  if (!isNode(parsed) || !isNode(parsed["paths"]) || !/^3\.[012]\./.test(String(parsed["openapi"]))) {
    throw new Error(`${source}: not an OpenAPI 3 document (expected \`openapi: 3.x.y\` and \`paths\`)`);
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
        throw new Error(`${source}: ${$ref} does not exist`, { cause: error });
      }
    },
  };
}

/**
 * Reads YAML or JSON from a file or over HTTP.
 *
 * @param cwd The directory that a relative path starts from.
 * @throws {Error} When the source cannot be read or parsed. The message is one line, and names the source.
 */
export async function loadYaml(cwd: string, source: string): Promise<unknown> {
  const text = await (/^https?:/i.test(source) ? download(source) : readText(cwd, source));
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Error(`${source}: neither YAML nor JSON: ${firstLine(error)}`, { cause: error });
  }
}

async function readText(cwd: string, file: string): Promise<string> {
  try {
    return await readFile(resolvePath(cwd, file), "utf8");
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
    // The message is only "fetch failed"; the cause has the reason.
    const { cause } = error instanceof Error ? error : {};
    throw new Error(`${url}: cannot be reached: ${firstLine(cause ?? error)}`, { cause: error });
  }
  throw new Error(`${url}: HTTP ${response.status}`);
}
