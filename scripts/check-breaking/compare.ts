import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import type { DereferencedDocument } from "../lib/openapi/dereference.ts";
import { addition, breaking, type Change, docs } from "./change.ts";
import { compareKeywords } from "./document/keywords.ts";
import { compareOperations } from "./document/operations.ts";
import { compareSecuritySchemes } from "./document/security.ts";
import { compareMembers } from "./members.ts";
import { compareComponentTypes } from "./types/components.ts";
import { readTypes } from "./types/generated-types.ts";
import { compareOperationTypes } from "./types/operations.ts";
import { Visits } from "./visits.ts";

/** A document, and the types that were generated from it. */
export interface TypedDocument {
  readonly document: DereferencedDocument;
  readonly types: string;
}

/**
 * Lists the changes between two documents that affect their users, each once: those of the generated types, which break the
 * compilation of code, and those that only show at run time.
 */
export function compareDocuments(earlier: TypedDocument, later: TypedDocument): Change[] {
  const comparison = { before: earlier.document, after: later.document, visits: new Visits() };
  const [before, after] = [earlier.document.root, later.document.root];
  const changes = [
    ...(earlier.types === later.types ? [] : compareTypes(earlier.types, later.types)),
    ...compareOperations(comparison),
    ...compareRoot(before, after),
    ...compareSecuritySchemes(toNode(before["components"]), toNode(after["components"])),
  ];
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

function* compareTypes(earlier: string, later: string): Generator<Change> {
  const typed = { types: readTypes(earlier, later), visits: new Visits() };
  yield* compareOperationTypes(typed);
  yield* compareComponentTypes(typed);
}

function* compareRoot(before: Node, after: Node): Generator<Change> {
  const place = "the document";
  yield* compareMembers<Node, Change>(serversOf(before), serversOf(after), {
    *removed(url) {
      yield breaking(
        place,
        `the server ${url} was removed`,
        "the default URL of other generators",
        "restore it",
      );
    },
    *added(url) {
      yield addition(place, `the server ${url} was added`);
    },
    *kept(url, previous, current) {
      yield* compareKeywords(`the server ${url}`, "request", previous, current);
    },
  });
  for (const keyword of ["openapi", "info", "tags"]) {
    if (!isDeepStrictEqual(before[keyword], after[keyword])) yield docs(place, `\`${keyword}\` changed`);
  }
  const rest = ({ openapi: _version, info: _info, tags: _tags, servers: _servers, ...keywords }: Node) =>
    keywords;
  yield* compareKeywords(place, "request", rest(before), rest(after));
}

function serversOf(root: Node): ReadonlyMap<string, Node> {
  const servers = toList(root["servers"]).map(toNode);
  return new Map(servers.map((server) => [String(server["url"]), server]));
}
