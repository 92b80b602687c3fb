import type { Seed } from "./seed.js";

/** A value of the seed and its location. */
interface Located<Value> {
  readonly location: string;
  readonly value: Value;
}

/** Finds parts of a seed that contradict each other. Each result names a location and the problem there. */
export function* findInconsistencies({ projects = [], groups = [], tokens = [] }: Seed): Generator<string> {
  const projectIds = projects.map(({ id }, i) => ({ location: `seed.projects[${i}].id`, value: id }));
  const groupIds = groups.map(({ id }, i) => ({ location: `seed.groups[${i}].id`, value: id }));
  const projectPaths = projects.map(({ path }, i) => ({ location: `seed.projects[${i}].path`, value: path }));
  const groupPaths = groups.map(({ path }, i) => ({ location: `seed.groups[${i}].path`, value: path }));
  const formerPaths = projects.flatMap(({ formerPaths = [] }, i) =>
    locateItems(formerPaths, `seed.projects[${i}].formerPaths`),
  );
  yield* findDuplicates(projectIds, "ID");
  yield* findDuplicates(groupIds, "ID");
  yield* findDuplicates([...groupPaths, ...projectPaths, ...formerPaths].map(toLowerCase), "path");
  yield* findChildrenOfProjects(
    [...groupPaths, ...projectPaths].map(toLowerCase),
    projectPaths.map(toLowerCase),
  );
  yield* findDuplicateTokens(tokens);

  const knownProjects = new Set(projects.map(({ id }) => id));
  const knownGroups = new Set(groups.map(({ id }) => id));
  for (const [i, { allowedProjects = [], allowedGroups = [] }] of projects.entries()) {
    const projectEntries = locateItems(allowedProjects, `seed.projects[${i}].allowedProjects`);
    const groupEntries = locateItems(allowedGroups, `seed.projects[${i}].allowedGroups`);
    yield* findDuplicates(projectEntries, "ID");
    yield* findDuplicates(groupEntries, "ID");
    yield* findUnknown(projectEntries, knownProjects, "project");
    yield* findUnknown(groupEntries, knownGroups, "group");
  }
  for (const [i, { roles = {} }] of tokens.entries()) {
    yield* findUnknown(
      locateIds(roles.projects, `seed.tokens[${i}].roles.projects`),
      knownProjects,
      "project",
    );
    yield* findUnknown(locateIds(roles.groups, `seed.tokens[${i}].roles.groups`), knownGroups, "group");
  }
}

function* findDuplicates(items: Located<unknown>[], noun: string): Generator<string> {
  const seen = new Set<unknown>();
  for (const { location, value } of items) {
    if (seen.has(value)) yield `${location}: duplicate ${noun} ${JSON.stringify(value)}`;
    seen.add(value);
  }
}

/** The message does not contain the token. */
function* findDuplicateTokens(tokens: NonNullable<Seed["tokens"]>): Generator<string> {
  const seen = new Set<string>();
  for (const [i, { token }] of tokens.entries()) {
    if (seen.has(token)) yield `seed.tokens[${i}].token: duplicate token`;
    seen.add(token);
  }
}

function* findChildrenOfProjects(items: Located<string>[], projects: Located<string>[]): Generator<string> {
  const paths = new Set(projects.map(({ value }) => value));
  for (const { location, value } of items) {
    const ancestors = value.split("/").map((_, end, segments) => segments.slice(0, end).join("/"));
    const project = ancestors.find((path) => paths.has(path));
    if (project !== undefined) yield `${location}: "${project}" is a project and cannot contain other paths`;
  }
}

function* findUnknown(items: Located<number>[], ids: ReadonlySet<number>, kind: string): Generator<string> {
  for (const { location, value } of items) {
    if (!ids.has(value)) yield `${location}: the seed has no ${kind} ${value}`;
  }
}

function locateItems<Value>(values: Value[], location: string): Located<Value>[] {
  return values.map((value, index) => ({ location: `${location}[${index}]`, value }));
}

function locateIds(roles: object | undefined, location: string): Located<number>[] {
  return Object.keys(roles ?? {}).map((id) => ({ location: `${location}.${id}`, value: Number(id) }));
}

function toLowerCase({ location, value }: Located<string>): Located<string> {
  return { location, value: value.toLowerCase() };
}
