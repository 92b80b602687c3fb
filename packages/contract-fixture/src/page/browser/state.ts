import type { State } from "@gitlab-job-token-scope/contract-fixture";
import { type Content, create } from "./elements.js";
import { createRow, describeCount, fillTable, maxRows } from "./table.js";
import { withKey } from "./update.js";

/** Longer lists are collapsed. */
const maxEntries = 5;

type Paths = ReadonlyMap<number, string>;

/** Shows the projects and groups whose path or ID matches the filter, and all tokens. */
export function showState({ instance, projects, groups, tokens }: State, filter: string): void {
  const projectPaths = toPaths(projects);
  const groupPaths = toPaths(groups);
  const query = filter.trim().toLowerCase();
  const isMatch = ({ id, path }: { id: number; path: string }): boolean =>
    path.toLowerCase().includes(query) || String(id).startsWith(query);

  show("project", projects, isMatch, ({ id, path, visibility, formerPaths, ...project }) =>
    createRow(String(id), "Path", {
      ID: String(id),
      Path: [path, ...formerPaths.map((former) => create("small", {}, `formerly ${former}`))],
      Visibility: visibility,
      Scope: describeScope(project.inboundEnabled, instance.enforced),
      "Allowed projects": list(project.allowedProjects, projectPaths, "projects"),
      "Allowed groups": list(project.allowedGroups, groupPaths, "groups"),
    }),
  );
  show("group", groups, isMatch, ({ id, path, visibility }) =>
    createRow(String(id), "Path", { ID: String(id), Path: path, Visibility: visibility }),
  );
  const indexedTokens = tokens.map((token, index) => ({ ...token, index }));
  show(
    "token",
    indexedTokens,
    () => true,
    ({ index, token, scopes, state, admin, roles }) => {
      const memberships = [
        ...describeRoles(roles.projects, projectPaths),
        ...describeRoles(roles.groups, groupPaths),
      ];
      return createRow(String(index), "Token", {
        Token: token,
        Scopes: scopes.join(", "),
        State: state,
        Roles: collapse([...(admin ? ["administrator"] : []), ...memberships], "roles"),
      });
    },
  );
}

function show<Item>(
  noun: string,
  items: readonly Item[],
  isMatch: (item: Item) => boolean,
  toRow: (item: Item) => HTMLTableRowElement,
): void {
  const matching = items.filter(isMatch);
  const rows = matching.slice(0, maxRows).map(toRow);
  fillTable(`${noun}s`, describeCount(noun, rows.length, matching.length, items.length), rows);
}

function describeScope(isOn: boolean, isEnforced: boolean): string {
  if (isOn) return "on";
  return isEnforced ? "off (effective: on)" : "off";
}

function list(ids: readonly number[], paths: Paths, noun: string): Content {
  return collapse(
    ids.map((id) => `${paths.get(id) ?? "unknown"} (${id})`),
    noun,
  );
}

function describeRoles(roles: Readonly<Record<string, string>> = {}, paths: Paths): string[] {
  return Object.entries(roles).map(([id, role]) => `${role} of ${paths.get(Number(id)) ?? ""} (${id})`);
}

function collapse(entries: readonly string[], noun: string): Content {
  if (entries.length === 0) return create("span", { class: "empty" }, "none");
  const items = create(
    "ul",
    {},
    entries.map((entry) => withKey(entry, create("li", {}, entry))),
  );
  if (entries.length <= maxEntries) return items;
  return create("details", {}, [create("summary", {}, `${entries.length} ${noun}`), items]);
}

function toPaths(items: readonly { id: number; path: string }[]): Paths {
  return new Map(items.map(({ id, path }) => [id, path]));
}
