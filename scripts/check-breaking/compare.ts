import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import { Comparison } from "./comparison.ts";
import type { Document } from "./document.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareOperations } from "./operations.ts";
import { compareSchemas } from "./schemas.ts";

/** Every change between two documents that their users could notice, each once. */
export function compareDocuments(before: Document, after: Document): Change[] {
  const comparison = new Comparison(before, after);
  const changes = [
    ...compareOperations(comparison),
    ...compareComponents(comparison),
    ...compareRoot(comparison),
  ];
  // The prose of a schema is met once in a request and once in a response.
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

/** The components' names are names of types. What is in them was compared where it is used, if it is used. */
function* compareComponents(comparison: Comparison): Generator<Change> {
  yield* compareMembers<Change>(comparison.before.components, comparison.after.components, {
    *removed(name) {
      yield { weight: "breaking", place: name, text: "the component is gone" };
    },
    *added(name) {
      yield { weight: "addition", place: name, text: "a new component" };
    },
    *kept(name, old, now) {
      if (name.startsWith("securitySchemes/")) {
        yield* compareKeywords(name, toNode(old), toNode(now), []);
      } else if (name.startsWith("schemas/") && !comparison.hasEntered(old, now)) {
        yield* compareSchemas(comparison, name, "response", old, now);
      }
    },
  });
}

function* compareRoot({ before, after }: Comparison): Generator<Change> {
  const place = "the document";
  for (const keyword of ["openapi", "info"]) {
    if (!isDeepStrictEqual(before.root[keyword], after.root[keyword])) {
      yield { weight: "prose", place, text: `\`${keyword}\` changed` };
    }
  }
  yield* compareMembers<Change>(serversOf(before), serversOf(after), {
    *removed(url) {
      yield { weight: "breaking", place, text: `the server ${url} is gone` };
    },
    *added(url) {
      yield { weight: "addition", place, text: `the server ${url} is new` };
    },
    *kept(url, old, now) {
      yield* compareKeywords(`the server ${url}`, toNode(old), toNode(now), []);
    },
  });
  const weighed = ["openapi", "info", "servers", "paths", "components", "security"];
  yield* compareKeywords(place, before.root, after.root, weighed);
}

function serversOf({ root }: Document): Node {
  const servers = toList(root["servers"]).map(toNode);
  return Object.fromEntries(servers.map((server) => [String(server["url"]), server]));
}
