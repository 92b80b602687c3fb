import type { ErrorContext } from "./errors/error-context.js";
import { InvalidReferenceError } from "./errors/invalid-reference-error.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import type { GroupId, GroupNumber, ProjectId, ProjectNumber } from "./ids.js";
import { maskGitLabTokens } from "./internal/http/secrets.js";

/**
 * Names a project: its ID (`42`, `"42"` or a {@link ProjectId}), its full path (`"group/app"`), or its global ID
 * (`"gid://gitlab/Project/42"`). A {@link GroupId} does not compile.
 */
export type ProjectReference = ProjectNumber | string;

/**
 * Names a group: its ID (`7`, `"7"` or a {@link GroupId}), its full path (`"group/subgroup"`), or its global ID
 * (`"gid://gitlab/Group/7"`). A {@link ProjectId} does not compile.
 */
export type GroupReference = GroupNumber | string;

/**
 * What a reference may name.
 *
 * @internal
 */
export type Kind = "project" | "group";

const globalIdTypes = { project: "Project", group: "Group" } as const;
const segment = /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/;

/**
 * A reference that was parsed. The ID of a path is filled in when it is looked up, and never changes.
 *
 * @internal
 */
export interface Target<Id> {
  id?: Id;
  readonly path?: string;
}

/**
 * Whether a value can be an ID in GitLab. Of which kind, only the caller knows.
 *
 * @internal
 */
export function isId<Id extends number>(value: unknown): value is Id {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/**
 * Parses a reference into the ID or the path that it names.
 *
 * @param context What the error is about.
 * @param mask Masks secrets: whoever passes the arguments in the wrong order passes the token as a reference.
 * @throws {InvalidReferenceError} When it names neither.
 * @internal
 */
export function parseReference<Id extends number>(
  kind: Kind,
  reference: unknown,
  context: () => ErrorContext,
  mask: (text: string) => string = maskGitLabTokens,
): Target<Id> {
  const parsed = parse<Id>(kind, reference, (reason) => {
    const message = `${show(reference, mask)} is not a reference to a ${kind}: ${reason}`;
    throw new InvalidReferenceError(message, context());
  });
  return typeof parsed === "string" ? { path: parsed } : { id: parsed };
}

/**
 * What a reference to a project names: its ID, or its full path. Sends nothing.
 *
 * @throws {InvalidReferenceError} When it names neither.
 *
 * @example
 * ```ts
 * import { parseProjectReference } from "@gitlab-job-token-scope/facade";
 *
 * parseProjectReference("gid://gitlab/Project/42"); // { id: 42 }
 * parseProjectReference("group/app"); // { path: "group/app" }
 * ```
 */
export function parseProjectReference(reference: ProjectReference): { id: ProjectId } | { path: string } {
  return idOrPath(parseReference<ProjectId>("project", reference, () => ({})));
}

/**
 * What a reference to a group names: its ID, or its full path. Sends nothing.
 *
 * @throws {InvalidReferenceError} When it names neither.
 */
export function parseGroupReference(reference: GroupReference): { id: GroupId } | { path: string } {
  return idOrPath(parseReference<GroupId>("group", reference, () => ({})));
}

function idOrPath<Id>({ id, path = "" }: Target<Id>): { id: Id } | { path: string } {
  return id === undefined ? { path } : { id };
}

/**
 * Whether two references name the same project by its path, so that it needs no look-up. When the ID of the first one is known,
 * its path may belong to another project by now.
 *
 * @internal
 */
export function isSamePath(one: Target<number>, other: Target<number>): boolean {
  return one.id === undefined && String(one.path).toLowerCase() === other.path?.toLowerCase();
}

/**
 * The reference in an object such as `{ targetProjectId: 42 }`, or the reference itself.
 *
 * @throws {InvalidRequestError} When the object has another key.
 * @internal
 */
export function readTargetObject(target: unknown, key: string, context: () => ErrorContext): unknown {
  if (typeof target !== "object" || target === null) return target;
  const [entry, ...others] = Object.entries(target);
  if (entry?.[0] === key && others.length === 0) return entry[1];
  throw new InvalidRequestError(`expected a reference, or an object with ${key} and nothing else`, context());
}

function parse<Id extends number>(
  kind: Kind,
  reference: unknown,
  fail: (reason: string) => never,
): Id | string {
  if (typeof reference === "number") {
    return isId<Id>(reference) ? reference : fail("expected a whole number above 0");
  }
  if (typeof reference !== "string") return fail("expected a number or a string");

  const globalId = /^gid:\/\/gitlab\/([^/]*)\/(.*)$/.exec(reference);
  if (globalId !== null && globalId[1] !== globalIdTypes[kind]) {
    return fail(`expected gid://gitlab/${globalIdTypes[kind]}/…`);
  }
  const text = globalId?.[2] ?? reference;
  if (/^\d+$/.test(text)) {
    const id = Number(text);
    return isId<Id>(id) ? id : fail("expected a whole number above 0, and below 2^53");
  }
  if (globalId !== null) return fail("a global ID ends with a number");
  return parsePath(kind, text, fail);
}

function parsePath(kind: Kind, path: string, fail: (reason: string) => never): string {
  if (path === "") return fail("it is empty");
  if (path.includes("%")) return fail("pass the path as it is, not URL-encoded");
  if (/^https?:/i.test(path)) return fail("pass the path alone, without the host");
  const segments = path.split("/");
  const isPath = segments.every((part) => segment.test(part) && part !== "." && part !== "..");
  if (!isPath)
    return fail(`expected a full path such as "${kind === "project" ? "group/app" : "group/subgroup"}"`);
  if (kind === "project" && segments.length < 2)
    return fail('a project\'s path begins with its group: "group/app"');
  return path;
}

function show(reference: unknown, mask: (text: string) => string): string {
  if (typeof reference === "number") return String(reference);
  if (typeof reference !== "string") return `A value of type ${typeof reference}`;
  return JSON.stringify(mask(reference).slice(0, 100));
}
