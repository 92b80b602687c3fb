import * as v from "valibot";
import type { Seed } from "./seed.js";
import { seedSchema } from "./seed-schema.js";

/** A seed that cannot be a world. Each line of the message names a place in it and what is wrong there. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/**
 * Takes a value for a seed, or says what keeps it from being one.
 *
 * @throws {SeedError} When its shape is wrong, or its parts contradict each other.
 */
export function parseSeed(value: unknown): Seed {
  const { success, output, issues } = v.safeParse(seedSchema, value);
  if (!success) {
    throw new SeedError(issues.map((issue) => `${place(issue)}: ${explain(issue)}`).join("\n"));
  }
  const contradictions = [...findContradictions(output)];
  if (contradictions.length > 0) throw new SeedError(contradictions.join("\n"));
  return output;
}

function place(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce(
    (path, { key }) => (typeof key === "number" ? `${path}[${key}]` : `${path}.${String(key)}`),
    "seed",
  );
}

function explain(issue: v.BaseIssue<unknown>): string {
  const isUnknownKey = issue.type === "strict_object" && issue.expected === "never";
  return isUnknownKey ? "a seed has no such key" : issue.message;
}

function* findContradictions({ projects = [], groups = [], tokens = [] }: Seed): Generator<string> {
  const projectIds = new Set<number | string>();
  const groupIds = new Set<number | string>();
  const paths = new Set<string>();
  const secrets = new Set<string>();

  const claim = <T>(claimed: Set<T>, value: T, where: string, what: string): string | undefined => {
    if (claimed.has(value)) return `${where}: ${what} stands here for the second time`;
    claimed.add(value);
    return undefined;
  };

  function* claims(): Generator<string | undefined> {
    for (const [i, group] of groups.entries()) {
      yield claim(groupIds, group.id, `seed.groups[${i}].id`, `the group id ${group.id}`);
      yield claim(paths, group.path.toLowerCase(), `seed.groups[${i}].path`, `the path "${group.path}"`);
    }
    for (const [i, project] of projects.entries()) {
      yield claim(projectIds, project.id, `seed.projects[${i}].id`, `the project id ${project.id}`);
      yield claim(
        paths,
        project.path.toLowerCase(),
        `seed.projects[${i}].path`,
        `the path "${project.path}"`,
      );
      for (const [k, path] of (project.formerPaths ?? []).entries()) {
        yield claim(paths, path.toLowerCase(), `seed.projects[${i}].formerPaths[${k}]`, `the path "${path}"`);
      }
    }
    for (const [i, { token }] of tokens.entries()) {
      yield claim(secrets, token, `seed.tokens[${i}].token`, "this token");
    }
  }
  for (const contradiction of claims()) if (contradiction) yield contradiction;

  for (const [i, { allowedProjects = [], allowedGroups = [] }] of projects.entries()) {
    yield* unknown(
      allowedProjects,
      projectIds,
      (k) => `seed.projects[${i}].allowedProjects[${k}]`,
      "project",
    );
    yield* unknown(allowedGroups, groupIds, (k) => `seed.projects[${i}].allowedGroups[${k}]`, "group");
  }
  for (const [i, { roles = {} }] of tokens.entries()) {
    const inProjects = Object.keys(roles.projects ?? {}).map(Number);
    const inGroups = Object.keys(roles.groups ?? {}).map(Number);
    yield* unknown(
      inProjects,
      projectIds,
      (k) => `seed.tokens[${i}].roles.projects.${inProjects[k]}`,
      "project",
    );
    yield* unknown(inGroups, groupIds, (k) => `seed.tokens[${i}].roles.groups.${inGroups[k]}`, "group");
  }
}

function* unknown(
  ids: number[],
  known: Set<number | string>,
  where: (index: number) => string,
  what: string,
): Generator<string> {
  for (const [index, id] of ids.entries()) {
    if (!known.has(id)) yield `${where(index)}: the seed has no ${what} ${id}`;
  }
}
