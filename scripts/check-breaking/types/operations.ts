import { addition, breaking, type Change } from "../change.ts";
import { compareMembers } from "../members.ts";
import type { Role } from "../visits.ts";
import { compareFields, compareRequired, compareTypes, type TypeComparison } from "./compare-types.ts";
import type { Field } from "./generated-types.ts";

type Fields = ReadonlyMap<string, Field>;

/** Lists the changes of the operations' types that matter to code. */
export function* compareOperationTypes(comparison: TypeComparison): Generator<Change> {
  const [before, after] = comparison.types.documents;
  const { fieldsOf } = comparison.types;
  const operationsOf = ({ type }: Field) =>
    new Map([...fieldsOf(type)].filter(([name]) => name !== "parameters"));
  yield* compareMembers<Field, Change>(fieldsOf(before.get("paths")), fieldsOf(after.get("paths")), {
    *removed(path) {
      yield breaking(path, "the path was removed", "compilation", "restore it");
    },
    *added(path) {
      yield addition(path, "a new path");
    },
    *kept(path, previous, current) {
      const [methods, newMethods] = [operationsOf(previous), operationsOf(current)];
      yield* compareMembers<Field, Change>(methods, newMethods, {
        *removed(method) {
          yield breaking(toPlace(method, path), "the operation was removed", "compilation", "restore it");
        },
        *added(method) {
          yield addition(toPlace(method, path), "a new operation");
        },
        *kept(method, one, other) {
          yield* compareOperation(comparison, toPlace(method, path), one, other);
        },
      });
    },
  });
}

function toPlace(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

function* compareOperation(
  comparison: TypeComparison,
  place: string,
  before: Field,
  after: Field,
): Generator<Change> {
  const { fieldsOf } = comparison.types;
  if (before.name === undefined && after.name !== undefined) {
    const text = `the operationId ${after.name} was added`;
    yield breaking(place, text, "names that other generators made", "remove it");
  } else if (before.name !== after.name) {
    const text = `the operationId changed from ${before.name} to ${after.name}`;
    yield breaking(place, text, "compilation", `restore ${before.name}`);
  }
  const [operation, newOperation] = [fieldsOf(before.type), fieldsOf(after.type)];
  const member = (name: string, of: Fields): Fields => fieldsOf(of.get(name)?.type);
  const [parameters, newParameters] = [member("parameters", operation), member("parameters", newOperation)];
  for (const location of ["path", "query", "header", "cookie"]) {
    const placeOf = (name: string) => `${place} ${location} parameter ${name}`;
    const [one, other] = [member(location, parameters), member(location, newParameters)];
    yield* compareFields(comparison, "request", one, other, placeOf);
  }
  const [body, newBody] = [operation.get("requestBody"), newOperation.get("requestBody")];
  yield* compareMembers<Field, Change>(toMap("body", body), toMap("body", newBody), {
    *removed() {
      yield breaking(place, "the request body was removed", "compilation", "restore it");
    },
    *added(_name, { isOptional }) {
      if (isOptional) yield addition(place, "an optional request body was added");
      else yield breaking(place, "a required request body was added", "compilation", "make it optional");
    },
    *kept(_name, one, other) {
      yield* compareRequired(`${place} body`, "request", one, other);
      yield* compareMessage(comparison, `${place} body`, "request", one, other);
    },
  });
  const [responses, newResponses] = [member("responses", operation), member("responses", newOperation)];
  yield* compareMembers<Field, Change>(responses, newResponses, {
    *removed(status) {
      yield breaking(`${place} ${status}`, "the status was removed", "compilation", "restore it");
    },
    *added(status) {
      yield breaking(`${place} ${status}`, "the status was added", "compilation", "remove it");
    },
    *kept(status, one, other) {
      yield* compareMessage(comparison, `${place} ${status}`, "response", one, other);
    },
  });
}

/** Compares the headers and the content of a request or response. */
function* compareMessage(
  comparison: TypeComparison,
  usedAt: string,
  role: Role,
  before: Field,
  after: Field,
): Generator<Change> {
  const { fieldsOf } = comparison.types;
  const place = comparison.visits.begin(usedAt, role, [before.type, after.type], [before.name, after.name]);
  if (place === undefined) return;
  const [message, newMessage] = [fieldsOf(before.type), fieldsOf(after.type)];
  const [headers, newHeaders] = [message.get("headers"), newMessage.get("headers")];
  const placeOf = (name: string) => `${place} header ${name}`;
  yield* compareFields(comparison, role, fieldsOf(headers?.type), fieldsOf(newHeaders?.type), placeOf);
  const [content, newContent] = [message.get("content"), newMessage.get("content")];
  yield* compareMembers<Field, Change>(fieldsOf(content?.type), fieldsOf(newContent?.type), {
    *removed(type) {
      yield breaking(place, `the media type ${type} was removed`, "compilation", "restore it");
    },
    *added(type) {
      // A response's body may now be of another type, and a request may still have the type that it had.
      const text = `the media type ${type} was added`;
      yield role === "request" ? addition(place, text) : breaking(place, text, "compilation", "remove it");
    },
    *kept(_type, one, other) {
      yield* compareTypes(comparison, `${place} body`, role, one, other);
    },
  });
}

function toMap<Value>(name: string, value: Value | undefined): ReadonlyMap<string, Value> {
  return new Map(value === undefined ? [] : [[name, value]]);
}
