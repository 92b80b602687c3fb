import { InvalidReferenceError } from "./errors/invalid-reference-error.js";
import { type GroupNumber, isId, type ProjectNumber } from "./ids.js";
import { maskGitLabTokens } from "./internal/secrets.js";

/**
 * Names a project: its number (`42`, `"42"` or a {@link ProjectId}), its full path (`"group/app"`), or its global id
 * (`"gid://gitlab/Project/42"`). A {@link GroupId} does not compile.
 */
export type ProjectReference = ProjectNumber | string;

/**
 * Names a group: its number (`7`, `"7"` or a {@link GroupId}), its full path (`"group/subgroup"`), or its global id
 * (`"gid://gitlab/Group/7"`). A {@link ProjectId} does not compile.
 */
export type GroupReference = GroupNumber | string;

/** What a reference may name. */
export type Kind = "project" | "group";

const globalIdTypes = { project: "Project", group: "Group" } as const;
const segment = /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/;

/**
 * Reads a reference into the number or the path it names. That a number is one of the kind is the caller's word.
 *
 * @throws {InvalidReferenceError} When it names neither.
 */
export function parseReference<Id extends number>(kind: Kind, reference: unknown): Id | string {
  const fail = (reason: string): never => {
    throw new InvalidReferenceError(`${show(reference)} is no reference to a ${kind}: ${reason}`);
  };
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
  if (globalId !== null) return fail("a global id ends in a number");
  return parsePath(kind, text, fail);
}

function parsePath(kind: Kind, path: string, fail: (reason: string) => never): string {
  if (path === "") return fail("it is empty");
  if (path.includes("%")) return fail("give the path as it is, not URL-encoded");
  if (/^https?:/i.test(path)) return fail("give the path alone, without the address");
  const segments = path.split("/");
  const isPath = segments.every((part) => segment.test(part) && part !== "." && part !== "..");
  if (!isPath)
    return fail(`expected a full path such as "${kind === "project" ? "group/app" : "group/subgroup"}"`);
  if (kind === "project" && segments.length < 2)
    return fail('a project\'s path begins with its group: "group/app"');
  return path;
}

function show(reference: unknown): string {
  if (typeof reference === "string") return JSON.stringify(maskGitLabTokens(reference).slice(0, 100));
  return typeof reference === "number" ? String(reference) : `A value of type ${typeof reference}`;
}
