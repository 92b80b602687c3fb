import type { State } from "@gitlab-job-token-scope/contract-fixture";
import { type Content, create } from "./elements.js";
import { createRow, describeCount, fillTable, mostRows } from "./table.js";
import { withKey } from "./update.js";

/** A longer list is folded. */
const mostEntries = 5;

type Paths = ReadonlyMap<number, string>;

/** Shows a world's projects and groups that the filter finds by path or id, and its tokens. */
export function showWorld({ instance, projects, groups, tokens }: State, filter: string): void {
  const projectPaths = toPaths(projects);
  const groupPaths = toPaths(groups);
  const words = filter.trim().toLowerCase();
  const isFound = ({ id, path }: { id: number; path: string }): boolean =>
    path.toLowerCase().includes(words) || String(id).startsWith(words);

  show("project", projects, isFound, ({ id, path, visibility, formerPaths, ...project }) =>
    createRow(String(id), "Path", {
      Id: String(id),
      Path: [path, ...formerPaths.map((former) => create("small", {}, `formerly ${former}`))],
      Visibility: visibility,
      Scope: describeSwitch(project.inboundEnabled, instance.enforced),
      "Allowed projects": list(project.allowedProjects, projectPaths, "projects"),
      "Allowed groups": list(project.allowedGroups, groupPaths, "groups"),
    }),
  );
  show("group", groups, isFound, ({ id, path, visibility }) =>
    createRow(String(id), "Path", { Id: String(id), Path: path, Visibility: visibility }),
  );
  const everyToken = tokens.map((token, index) => ({ ...token, index }));
  show(
    "token",
    everyToken,
    () => true,
    ({ index, token, scopes, state, admin, roles }) => {
      const held = [
        ...describeRoles(roles.projects, projectPaths),
        ...describeRoles(roles.groups, groupPaths),
      ];
      return createRow(String(index), "Token", {
        Token: token,
        Scopes: scopes.join(", "),
        State: state,
        Roles: fold([...(admin ? ["administrator"] : []), ...held], "roles"),
      });
    },
  );
}

function show<Thing>(
  noun: string,
  things: readonly Thing[],
  isFound: (thing: Thing) => boolean,
  toRow: (thing: Thing) => HTMLTableRowElement,
): void {
  const found = things.filter(isFound);
  const rows = found.slice(0, mostRows).map(toRow);
  fillTable(`${noun}s`, describeCount(noun, rows.length, found.length, things.length), rows);
}

function describeSwitch(isOn: boolean, isEnforced: boolean): string {
  if (isOn) return "on";
  return isEnforced ? "off (in force: on)" : "off";
}

function list(ids: readonly number[], paths: Paths, noun: string): Content {
  return fold(
    ids.map((id) => `${paths.get(id) ?? "not in this world"} (${id})`),
    noun,
  );
}

function describeRoles(roles: Readonly<Record<string, string>> = {}, paths: Paths): string[] {
  return Object.entries(roles).map(([id, role]) => `${role} of ${paths.get(Number(id)) ?? ""} (${id})`);
}

function fold(entries: readonly string[], noun: string): Content {
  if (entries.length === 0) return create("span", { class: "none" }, "none");
  const items = create(
    "ul",
    {},
    entries.map((entry) => withKey(entry, create("li", {}, entry))),
  );
  if (entries.length <= mostEntries) return items;
  return create("details", {}, [create("summary", {}, `${entries.length} ${noun}`), items]);
}

function toPaths(things: readonly { id: number; path: string }[]): Paths {
  return new Map(things.map(({ id, path }) => [id, path]));
}
