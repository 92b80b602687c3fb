import type { Operations } from "../engine/operations.js";
import { undeclaredRoutes } from "../gitlab/undeclared-routes.js";

type RouteList = readonly Pick<Operations[number], "path" | "method" | "id" | "iid">[];

/** A path that a request is for. */
export interface Route {
  /** The segments of the path, with parameters: `["api", "v4", "projects", "{id}"]`. */
  readonly template: readonly string[];
  /** The segments of the request, without an extension. */
  readonly segments: readonly string[];
  /** The `operationId` of each method, in upper case. */
  readonly operations: ReadonlyMap<string, string>;
  /** Whether the document has the path. GitLab has others, too. */
  readonly isDeclared: boolean;
}

/** Finds the path of a request as GitLab does: it ignores empty segments and an extension. [path-variants] */
export function findRoute(operations: Operations, pathname: string): Route | undefined {
  return find(operations, pathname, true) ?? find(undeclaredRoutes, pathname, false);
}

function find(routes: RouteList, pathname: string, isDeclared: boolean): Route | undefined {
  const given = pathname.split("/").filter((segment) => segment !== "");
  for (const { path } of routes) {
    const template = path.split("/").slice(1);
    if (template.length !== given.length) continue;
    const segments = withoutExtension(given, template.at(-1) ?? "");
    if (!template.every((name, index) => matches(name, segments[index] ?? ""))) continue;
    const methods = routes
      .filter((operation) => operation.path === path)
      .map(({ method, iid, id }) => [method.toUpperCase(), iid ?? id] as const);
    return { template, segments, operations: new Map(methods), isDeclared };
  }
  return undefined;
}

/** Only the ID of a project or group may have dots. */
function withoutExtension(segments: string[], name: string): string[] {
  return name === "{id}"
    ? segments
    : [...segments.slice(0, -1), (segments.at(-1) ?? "").replace(/\.[^.]+$/, "")];
}

function matches(name: string, segment: string): boolean {
  if (!name.startsWith("{")) return name === segment;
  return segment !== "" && (name === "{id}" || !segment.includes("."));
}
