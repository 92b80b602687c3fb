import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import { Comparison } from "./comparison.ts";
import type { Document } from "./document.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareOperations } from "./operations.ts";
import { compareSchemas } from "./schemas.ts";

/** Lists the changes between two documents that affect their users, each once. */
export function compareDocuments(before: Document, after: Document): Change[] {
  const comparison = new Comparison(before, after);
  const changes = [
    ...compareOperations(comparison),
    ...compareComponents(comparison),
    ...compareRoot(comparison),
  ];
  // A schema's prose is compared once for requests and once for responses.
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

/** A component's name is the name of a type. Its content has already been compared where it is used, if it is. */
function* compareComponents(comparison: Comparison): Generator<Change> {
  yield* compareMembers<Change>(comparison.before.components, comparison.after.components, {
    *removed(name) {
      yield { impact: "breaking", place: name, text: "the component was removed" };
    },
    *added(name) {
      yield { impact: "addition", place: name, text: "a new component" };
    },
    *kept(name, previous, current) {
      if (name.startsWith("securitySchemes/")) {
        yield* compareKeywords(name, toNode(previous), toNode(current), []);
      } else if (name.startsWith("schemas/") && !comparison.hasCompared(previous, current)) {
        yield* compareSchemas(comparison, name, "response", previous, current);
      }
    },
  });
}

function* compareRoot({ before, after }: Comparison): Generator<Change> {
  const place = "the document";
  for (const keyword of ["openapi", "info"]) {
    if (!isDeepStrictEqual(before.root[keyword], after.root[keyword])) {
      yield { impact: "docs", place, text: `\`${keyword}\` changed` };
    }
  }
  yield* compareMembers<Change>(serversOf(before), serversOf(after), {
    *removed(url) {
      yield { impact: "breaking", place, text: `the server ${url} was removed` };
    },
    *added(url) {
      yield { impact: "addition", place, text: `the server ${url} was added` };
    },
    *kept(url, previous, current) {
      yield* compareKeywords(`the server ${url}`, toNode(previous), toNode(current), []);
    },
  });
  const handled = ["openapi", "info", "servers", "paths", "components", "security"];
  yield* compareKeywords(place, before.root, after.root, handled);
}

function serversOf({ root }: Document): Node {
  const servers = toList(root["servers"]).map(toNode);
  return Object.fromEntries(servers.map((server) => [String(server["url"]), server]));
}
