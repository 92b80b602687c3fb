import type { Seed } from "./seed.js";

/** A value of the seed, and where it stands. */
interface Place<Value> {
  readonly where: string;
  readonly value: Value;
}

/** Where the parts of a seed contradict each other: each line names a place and what is wrong there. */
export function* findContradictions({ projects = [], groups = [], tokens = [] }: Seed): Generator<string> {
  const projectIds = projects.map(({ id }, i) => ({ where: `seed.projects[${i}].id`, value: id }));
  const groupIds = groups.map(({ id }, i) => ({ where: `seed.groups[${i}].id`, value: id }));
  const projectPaths = projects.map(({ path }, i) => ({ where: `seed.projects[${i}].path`, value: path }));
  const groupPaths = groups.map(({ path }, i) => ({ where: `seed.groups[${i}].path`, value: path }));
  const formerPaths = projects.flatMap(({ formerPaths = [] }, i) =>
    placesOf(formerPaths, `seed.projects[${i}].formerPaths`),
  );
  yield* repeated(projectIds, "id");
  yield* repeated(groupIds, "id");
  yield* repeated([...groupPaths, ...projectPaths, ...formerPaths].map(lowerCase), "path");
  yield* belowProjects([...groupPaths, ...projectPaths].map(lowerCase), projectPaths.map(lowerCase));
  yield* repeated(tokens.map(({ token }, i) => ({ where: `seed.tokens[${i}].token`, value: token })));

  const knownProjects = new Set(projects.map(({ id }) => id));
  const knownGroups = new Set(groups.map(({ id }) => id));
  for (const [i, { allowedProjects = [], allowedGroups = [] }] of projects.entries()) {
    const inProjects = placesOf(allowedProjects, `seed.projects[${i}].allowedProjects`);
    const inGroups = placesOf(allowedGroups, `seed.projects[${i}].allowedGroups`);
    yield* repeated(inProjects, "id");
    yield* repeated(inGroups, "id");
    yield* unknown(inProjects, knownProjects, "project");
    yield* unknown(inGroups, knownGroups, "group");
  }
  for (const [i, { roles = {} }] of tokens.entries()) {
    yield* unknown(idsOf(roles.projects, `seed.tokens[${i}].roles.projects`), knownProjects, "project");
    yield* unknown(idsOf(roles.groups, `seed.tokens[${i}].roles.groups`), knownGroups, "group");
  }
}

/** @param shown What the value is called in the message; a value without a name is a secret. */
function* repeated(places: Place<unknown>[], shown?: string): Generator<string> {
  const seen = new Set<unknown>();
  for (const { where, value } of places) {
    const what = shown === undefined ? "this" : `the ${shown} ${JSON.stringify(value)}`;
    if (seen.has(value)) yield `${where}: ${what} stands here for the second time`;
    seen.add(value);
  }
}

function* belowProjects(places: Place<string>[], projects: Place<string>[]): Generator<string> {
  const paths = new Set(projects.map(({ value }) => value));
  for (const { where, value } of places) {
    const above = value.split("/").map((_, end, segments) => segments.slice(0, end).join("/"));
    const project = above.find((path) => paths.has(path));
    if (project !== undefined) yield `${where}: "${project}" is a project, and nothing can be below it`;
  }
}

function* unknown(places: Place<number>[], ids: ReadonlySet<number>, kind: string): Generator<string> {
  for (const { where, value } of places) {
    if (!ids.has(value)) yield `${where}: the seed has no ${kind} ${value}`;
  }
}

function placesOf<Value>(values: Value[], where: string): Place<Value>[] {
  return values.map((value, index) => ({ where: `${where}[${index}]`, value }));
}

function idsOf(roles: object | undefined, where: string): Place<number>[] {
  return Object.keys(roles ?? {}).map((id) => ({ where: `${where}.${id}`, value: Number(id) }));
}

function lowerCase({ where, value }: Place<string>): Place<string> {
  return { where, value: value.toLowerCase() };
}
