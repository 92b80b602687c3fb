import type { Change, Entry, EntryChange, EntryKind, MissingTarget, Plan } from "../plan.js";
import { describeWarnings } from "./describe-warnings.js";
import type { ListChanges } from "./list-changes.js";
import { maxEntries } from "./max-entries.js";

/** What a project is in GitLab. Undefined is what was not read, because the desired state leaves it alone. */
export interface CurrentState {
  readonly gitlab: string;
  readonly project: Plan["project"];
  readonly inboundEnabled: boolean | undefined;
  readonly lists: Readonly<Record<EntryKind, readonly Entry[] | undefined>>;
}

/** What it should be, with all references resolved to IDs. */
export interface ResolvedState {
  readonly inboundEnabled: boolean | undefined;
  readonly lists: Readonly<Record<EntryKind, readonly Entry[] | undefined>>;
  readonly missing: readonly MissingTarget[];
  readonly prune: boolean;
}

/** Compares what is with what should be. A pure function: it reads and writes nothing. */
export function decide(current: CurrentState, desired: ResolvedState): Plan {
  const lists = (["group", "project"] as const).flatMap((kind) => compareLists(kind, current, desired) ?? []);
  const setting = compareSettings(current.inboundEnabled, desired.inboundEnabled);
  return {
    version: 1,
    gitlab: current.gitlab,
    project: current.project,
    changes: sortChanges(lists, setting),
    unchanged: lists.flatMap((list) => list.unchanged),
    missing: desired.missing,
    warnings: describeWarnings(lists, setting, desired.missing),
  };
}

function compareLists(
  kind: EntryKind,
  { project, lists }: CurrentState,
  desired: ResolvedState,
): ListChanges | undefined {
  const listed = lists[kind];
  const named = desired.lists[kind];
  // Stryker disable next-line ConditionalExpression: a list that is named was read
  if (listed === undefined || named === undefined) return undefined;
  // The project is always on its own list, and no change can be about it.
  const isOwn = ({ id }: Entry): boolean => kind === "project" && id === project.id;
  const known = new Map(listed.map((entry) => [entry.id, entry]));
  const wanted = new Map<number, Entry>();
  const duplicates: Entry[] = [];
  for (const entry of named) {
    if (wanted.has(entry.id)) duplicates.push(entry);
    // A path that was written down may be out of date, so that of the list is better.
    else wanted.set(entry.id, known.get(entry.id) ?? entry);
  }
  const isKept = ({ id }: Entry): boolean => !desired.prune || wanted.has(id);
  const others = [...known.values()].filter((entry) => !isOwn(entry));
  return {
    kind,
    unchanged: others.filter(isKept),
    added: [...wanted.values()]
      .filter((entry) => !known.has(entry.id) && !isOwn(entry))
      .sort((one, other) => one.id - other.id),
    removed: others.filter((entry) => !isKept(entry)),
    duplicates,
  };
}

function compareSettings(from: boolean | undefined, inboundEnabled: boolean | undefined): Change | undefined {
  // Stryker disable next-line ConditionalExpression: a setting that is given was read
  if (from === undefined || inboundEnabled === undefined || from === inboundEnabled) return undefined;
  return { action: "set", inboundEnabled, from };
}

/**
 * Additions come first, so that nobody who keeps access loses it for a moment, and opening a project comes last. Where a list is
 * full, each entry that does not fit follows a removal that makes room for it.
 */
function sortChanges(lists: readonly ListChanges[], setting: Change | undefined): Change[] {
  const first: Change[] = [];
  const forced: Change[] = [];
  const last: Change[] = [];
  for (const { unchanged, added, removed } of lists) {
    const free = Math.max(0, maxEntries - unchanged.length - removed.length);
    const additions = added.map((entry): EntryChange => ({ action: "add", ...entry }));
    const removals = removed.map((entry): EntryChange => ({ action: "remove", ...entry }));
    first.push(...additions.slice(0, free));
    const rest = additions.slice(free);
    for (const [index, addition] of rest.entries()) {
      const removal = removals[index];
      forced.push(...(removal === undefined ? [addition] : [removal, addition]));
    }
    last.push(...removals.slice(rest.length));
  }
  const isOpening = setting?.action === "set" && !setting.inboundEnabled;
  const settings = setting === undefined ? [] : [setting];
  return [...first, ...forced, ...(isOpening ? [] : settings), ...last, ...(isOpening ? settings : [])];
}
