import { isNode, type Node, toList, toNode } from "../../lib/node.ts";
import type { Change } from "../change.ts";
import type { Role } from "../visits.ts";
import { compareKeywords } from "./keywords.ts";
import { compareSchemas, type DocumentComparison } from "./schemas.ts";
import { compareSecurity } from "./security.ts";

/** Lists the changes that the generated types do not show, of the operations that both documents have. */
export function* compareOperations(comparison: DocumentComparison): Generator<Change> {
  const [before, after] = [comparison.before.root, comparison.after.root];
  const [paths, newPaths] = [toNode(before["paths"]), toNode(after["paths"])];
  yield* compareKeywords("the paths", "request", extensionsOf(paths), extensionsOf(newPaths));
  for (const [path, item, newItem] of kept(paths, newPaths)) {
    yield* compareKeywords(path, "request", item, newItem);
    for (const [method, operation, newOperation] of kept(item, newItem)) {
      if (!("responses" in operation)) continue;
      const place = `${method.toUpperCase()} ${path}`;
      yield* compareKeywords(place, "request", operation, newOperation);
      const [parameters, newParameters] = [
        parametersOf(item, operation),
        parametersOf(newItem, newOperation),
      ];
      for (const [name, one, other] of kept(parameters, newParameters))
        yield* comparePart(comparison, `${place} ${name}`, "request", one, other);
      const [bodies, newBodies] = [operation, newOperation].map(({ requestBody }) => ({ body: requestBody }));
      for (const [name, one, other] of kept(bodies, newBodies))
        yield* comparePart(comparison, `${place} ${name}`, "request", one, other);
      for (const [status, one, other] of kept(operation["responses"], newOperation["responses"]))
        yield* comparePart(comparison, `${place} ${status}`, "response", one, other);
      const security = operation["security"] ?? before["security"];
      yield* compareSecurity(place, security, newOperation["security"] ?? after["security"]);
    }
  }
}

/** Compares two parameters, headers, request bodies or responses, or their contents of a media type. */
function* comparePart(
  comparison: DocumentComparison,
  usedAt: string,
  role: Role,
  before: Node,
  after: Node,
): Generator<Change> {
  const names = [comparison.before.names.get(before), comparison.after.names.get(after)] as const;
  const place = comparison.visits.begin(usedAt, role, [before, after], names);
  if (place === undefined) return;
  yield* compareKeywords(place, role, before, after);
  yield* compareSchemas(comparison, place, role, before["schema"], after["schema"]);
  for (const [name, one, other] of kept(before["headers"], after["headers"]))
    yield* comparePart(comparison, `${place} header ${name}`, role, one, other);
  for (const [, one, other] of kept(before["content"], after["content"]))
    yield* comparePart(comparison, place.endsWith(" body") ? place : `${place} body`, role, one, other);
}

/** The parameters of an operation, by location and name. They override those of its path. */
function parametersOf(path: Node, operation: Node): Node {
  const parameters = [...toList(path["parameters"]), ...toList(operation["parameters"])].map(toNode);
  return Object.fromEntries(
    parameters.map((parameter) => [`${parameter["in"]} parameter ${parameter["name"]}`, parameter]),
  );
}

function extensionsOf(paths: Node): Node {
  return Object.fromEntries(Object.entries(paths).filter(([name]) => name.startsWith("x-")));
}

/** The members that two objects have in common, and that are objects. */
function kept(before: unknown, after: unknown): [name: string, before: Node, after: Node][] {
  const others = toNode(after);
  return Object.entries(toNode(before)).flatMap(([name, member]): [string, Node, Node][] => {
    const other = Object.hasOwn(others, name) ? others[name] : undefined;
    return isNode(member) && isNode(other) ? [[name, member, other]] : [];
  });
}
