import {
  type AllowedGroup,
  type AllowedProject,
  createGitLab,
  type GitLabOptions,
  type GroupAllowlist,
  type ListOptions,
  type ProjectAllowlist,
} from "@gitlab-job-token-scope/facade";

/** The name of one of the two lists. */
export type ListName = "allowlist" | "groupsAllowlist";

type Json = Record<string, unknown>;

/** One of the lists of the project that is called `group/app`. */
function listOf(options: GitLabOptions, name: ListName): ProjectAllowlist | GroupAllowlist {
  return createGitLab(options).project("group/app").jobTokenScope[name];
}

export async function list(
  options: GitLabOptions,
  name: ListName,
  listOptions?: ListOptions,
): Promise<Json[]> {
  const entries: (AllowedProject | AllowedGroup)[] = await listOf(options, name).list(listOptions);
  return entries.map((entry) => entry.toJSON());
}

export async function first(options: GitLabOptions, name: ListName): Promise<Json | undefined> {
  return (await listOf(options, name).first())?.toJSON();
}

/** How many entries each page has. */
export async function pages(options: GitLabOptions, name: ListName): Promise<number[]> {
  const lengths: number[] = [];
  for await (const entries of listOf(options, name).pages()) lengths.push(entries.length);
  return lengths;
}

/** The IDs of the entries, one after the other, up to a number of them. */
export async function iterate(options: GitLabOptions, name: ListName, count: number): Promise<number[]> {
  const ids: number[] = [];
  for await (const entry of listOf(options, name)) {
    ids.push(entry.getId());
    if (ids.length === count) break;
  }
  return ids;
}

export async function create(options: GitLabOptions, name: ListName, target: number | string): Promise<Json> {
  return (await listOf(options, name).create(target)).toJSON();
}

/** Names the target as the API does. */
export async function createByObject(
  options: GitLabOptions,
  name: ListName,
  target: number | string,
): Promise<Json> {
  const { allowlist, groupsAllowlist } = createGitLab(options).project("group/app").jobTokenScope;
  const entry =
    name === "allowlist"
      ? await allowlist.create({ targetProjectId: target })
      : await groupsAllowlist.create({ targetGroupId: target });
  return entry.toJSON();
}

/** Removes an entry by the object that create() returned. */
export async function createAndDelete(
  options: GitLabOptions,
  name: ListName,
  target: number | string,
): Promise<void> {
  await (await listOf(options, name).create(target)).delete();
}

/** Removes an entry by the object that list() returned. */
export async function deleteListed(options: GitLabOptions, name: ListName, id: number): Promise<void> {
  const entries: (AllowedProject | AllowedGroup)[] = await listOf(options, name).list();
  await entries.find((entry) => entry.getId() === id)?.delete();
}

export function remove(options: GitLabOptions, name: ListName, target: number | string): Promise<void> {
  return listOf(options, name).delete(target);
}

export function ensurePresent(
  options: GitLabOptions,
  name: ListName,
  target: number | string,
): Promise<boolean> {
  return listOf(options, name).ensurePresent(target);
}

export function ensureAbsent(
  options: GitLabOptions,
  name: ListName,
  target: number | string,
): Promise<boolean> {
  return listOf(options, name).ensureAbsent(target);
}
