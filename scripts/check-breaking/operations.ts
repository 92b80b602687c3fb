import { type Node, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareParameters, parametersOf } from "./parameters.ts";
import { compareResponses } from "./responses.ts";
import { compareSecurity } from "./security.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Lists the changes between the paths of two documents, and between their operations. */
export function* compareOperations(comparison: Comparison): Generator<Change> {
  const [before, after] = [toNode(comparison.before.root["paths"]), toNode(comparison.after.root["paths"])];
  const [paths, newPaths] = [pathsOf(before), pathsOf(after)];
  yield* compareKeywords("the paths", before, after, Object.keys({ ...paths, ...newPaths }));
  yield* compareMembers<Change>(paths, newPaths, {
    *removed(path) {
      yield { impact: "breaking", place: path, text: "the path was removed" };
    },
    *added(path) {
      yield { impact: "addition", place: path, text: "a new path" };
    },
    *kept(path, previous, current) {
      const [before, after] = [toNode(previous), toNode(current)];
      yield* comparePath(comparison, path, before, after);
      yield* compareKeywords(path, before, after, ["parameters", ...methods]);
    },
  });
}

function* comparePath(comparison: Comparison, path: string, before: Node, after: Node): Generator<Change> {
  yield* compareMembers<Change>(operationsOf(before), operationsOf(after), {
    *removed(method) {
      yield {
        impact: "breaking",
        place: `${method.toUpperCase()} ${path}`,
        text: "the operation was removed",
      };
    },
    *added(method) {
      yield { impact: "addition", place: `${method.toUpperCase()} ${path}`, text: "a new operation" };
    },
    *kept(method, previous, current) {
      const place = `${method.toUpperCase()} ${path}`;
      const [oldOperation, newOperation] = [toNode(previous), toNode(current)];
      if (oldOperation["operationId"] !== newOperation["operationId"]) {
        const text = `the operationId changed from ${oldOperation["operationId"]} to ${newOperation["operationId"]}`;
        yield { impact: "breaking", place, text };
      }
      const [parameters, newParameters] = [
        parametersOf(before, oldOperation),
        parametersOf(after, newOperation),
      ];
      yield* compareParameters(comparison, place, "request", parameters, newParameters);
      yield* compareBody(comparison, place, oldOperation["requestBody"], newOperation["requestBody"]);
      yield* compareResponses(comparison, place, oldOperation["responses"], newOperation["responses"]);
      yield* compareSecurity(comparison, place, oldOperation, newOperation);
      const handled = ["operationId", "parameters", "requestBody", "responses", "security"];
      yield* compareKeywords(place, oldOperation, newOperation, handled);
    },
  });
}

function pathsOf(paths: Node): Node {
  return Object.fromEntries(Object.entries(paths).filter(([key]) => key.startsWith("/")));
}

function operationsOf(path: Node): Node {
  return Object.fromEntries(Object.entries(path).filter(([key]) => methods.includes(key)));
}

/** A request body is compared like a parameter: both may be required, and both have content. */
function* compareBody(
  comparison: Comparison,
  operation: string,
  before: unknown,
  after: unknown,
): Generator<Change> {
  const named = (body: unknown): Node => (body === undefined ? {} : { "request body": body });
  yield* compareParameters(comparison, operation, "request", named(before), named(after));
}
