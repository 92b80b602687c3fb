import type { Permission } from "../apply-plan.js";
import type { Outcome, OutcomeError } from "../outcome.js";
import type { Change, Entry, EntryChange, EntryKind, Plan } from "../plan.js";

/** Decides which changes of a plan are too dangerous to be made, by what became of those before. */
export interface Guard {
  /** Why a change must not be made; undefined when it may be. */
  check(change: Change): OutcomeError | undefined;
  /** Notes what became of a change. */
  record(outcome: Outcome): void;
}

/** The guard for a plan, with what the caller allows. */
export function guardOf(plan: Plan, allow: ReadonlySet<Permission>): Guard {
  /** How many entries each list has for sure, apart from the project itself. */
  const kept: Record<EntryKind, number> = { project: 0, group: 0 };
  for (const { kind } of plan.unchanged) kept[kind]++;
  /** What should be on a list and is not, as far as is known. */
  const failed: Absent[] = [...plan.missing];
  /** Entries that will be there in the end unless something fails: they are added after removals where a list is full. */
  const awaited: Record<EntryKind, number> = { project: 0, group: 0 };
  for (const change of plan.changes) if (change.action === "add") awaited[change.kind]++;

  return {
    check(change) {
      if (change.action === "add") return undefined;
      if (change.action === "set") return checkSetting(change.inboundEnabled, failed.length > 0, allow);
      if (!allow.has("empty") && kept[change.kind] + awaited[change.kind] === 0) {
        return {
          code: "empty_not_allowed",
          message: `Without allow: ["empty"], the last ${change.kind} is not removed from an allowlist, and neither are those before it.`,
        };
      }
      const addition = allow.has("partial") ? undefined : failed.find((entry) => mayReplace(entry, change));
      if (addition === undefined) return undefined;
      const name = addition.path ?? addition.id;
      return {
        code: "addition_failed",
        message: `The ${addition.kind} ${name} was not ${addition.id === undefined ? "found" : "added"}, and could be what replaces this entry. Pass allow: ["partial"] to remove it all the same.`,
      };
    },
    record({ change, status, error }) {
      if (change.action !== "add") return;
      awaited[change.kind]--;
      // A dry run expects that an addition is made.
      const isMade = status === "applied" || status === "already" || error?.code === "dry_run";
      if (isMade) kept[change.kind]++;
      else failed.push(change);
    },
  };
}

function checkSetting(
  inboundEnabled: boolean,
  isPartial: boolean,
  allow: ReadonlySet<Permission>,
): OutcomeError | undefined {
  if (!inboundEnabled && !allow.has("open")) {
    const message = 'Without allow: ["open"], a project is not opened to the job tokens of every project.';
    return { code: "open_not_allowed", message };
  }
  if (inboundEnabled && isPartial && !allow.has("partial")) {
    const message =
      'Something that should be on an allowlist is not, and would lose access. Pass allow: ["partial"] to restrict the project all the same.';
    return { code: "addition_failed", message };
  }
  return undefined;
}

/** What should be on a list and is not. Without an ID, it was not found. */
type Absent = Omit<Entry, "id"> & { readonly id?: number };

/**
 * Whether what is absent may give access to a project that also has it by an entry that is removed. What was not found by its path
 * may be the removed entry itself, under another path.
 */
function mayReplace(added: Absent, removed: EntryChange): boolean {
  if (added.id === undefined && added.kind === removed.kind) return true;
  if (added.kind === "project" && removed.kind === "project") return false;
  if (added.path === undefined || removed.path === undefined) return true;
  const [one, other] = [`${added.path}/`.toLowerCase(), `${removed.path}/`.toLowerCase()];
  return one.startsWith(other) || other.startsWith(one);
}
