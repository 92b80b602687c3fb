import { type Node, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareParameters, parametersOf } from "./parameters.ts";
import { compareResponses } from "./responses.ts";
import { compareSecurity } from "./security.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The changes between the paths of two documents and the operations on them. */
export function* compareOperations(comparison: Comparison): Generator<Change> {
  const [before, after] = [toNode(comparison.before.root["paths"]), toNode(comparison.after.root["paths"])];
  const [paths, newPaths] = [pathsOf(before), pathsOf(after)];
  yield* compareKeywords("the paths", before, after, Object.keys({ ...paths, ...newPaths }));
  yield* compareMembers<Change>(paths, newPaths, {
    *removed(path) {
      yield { weight: "breaking", place: path, text: "the path is gone" };
    },
    *added(path) {
      yield { weight: "addition", place: path, text: "a new path" };
    },
    *kept(path, old, now) {
      const [before, after] = [toNode(old), toNode(now)];
      yield* comparePath(comparison, path, before, after);
      yield* compareKeywords(path, before, after, ["parameters", ...methods]);
    },
  });
}

function* comparePath(comparison: Comparison, path: string, before: Node, after: Node): Generator<Change> {
  yield* compareMembers<Change>(operationsOf(before), operationsOf(after), {
    *removed(method) {
      yield { weight: "breaking", place: `${method.toUpperCase()} ${path}`, text: "the operation is gone" };
    },
    *added(method) {
      yield { weight: "addition", place: `${method.toUpperCase()} ${path}`, text: "a new operation" };
    },
    *kept(method, old, now) {
      const place = `${method.toUpperCase()} ${path}`;
      const [one, other] = [toNode(old), toNode(now)];
      if (one["operationId"] !== other["operationId"]) {
        const text = `its operationId is ${other["operationId"]}, it was ${one["operationId"]}`;
        yield { weight: "breaking", place, text };
      }
      const [parameters, newParameters] = [parametersOf(before, one), parametersOf(after, other)];
      yield* compareParameters(comparison, place, "request", parameters, newParameters);
      yield* compareBody(comparison, place, one["requestBody"], other["requestBody"]);
      yield* compareResponses(comparison, place, one["responses"], other["responses"]);
      yield* compareSecurity(comparison, place, one, other);
      const weighed = ["operationId", "parameters", "requestBody", "responses", "security"];
      yield* compareKeywords(place, one, other, weighed);
    },
  });
}

function pathsOf(paths: Node): Node {
  return Object.fromEntries(Object.entries(paths).filter(([key]) => key.startsWith("/")));
}

function operationsOf(path: Node): Node {
  return Object.fromEntries(Object.entries(path).filter(([key]) => methods.includes(key)));
}

/** A request body is compared as a parameter is: it has a name, may be required, and has a content. */
function* compareBody(
  comparison: Comparison,
  operation: string,
  before: unknown,
  after: unknown,
): Generator<Change> {
  const named = (body: unknown): Node => (body === undefined ? {} : { "request body": body });
  yield* compareParameters(comparison, operation, "request", named(before), named(after));
}
