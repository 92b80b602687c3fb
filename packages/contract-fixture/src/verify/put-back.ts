import { setTimeout as delay } from "node:timers/promises";
import { listChanges, sendChange, toCommand, type Wanted } from "./change.js";
import { type Client, NoResponseError } from "./client.js";
import { type ProjectState, readState } from "./project-state.js";
import { isListed, type Target } from "./target.js";

/** How often the state is read, and changed if it is not as before. */
const attempts = 6;

/** Whether a project is as before, and what its owner has to know. */
export interface PutBack {
  readonly isDone: boolean;
  readonly problems: readonly string[];
}

/**
 * Puts a project back into the state before, and checks it.
 *
 * @param delayMs The time before the second attempt. It doubles with each further one.
 */
export async function putBack(
  client: Client,
  scope: string,
  target: Target,
  before: ProjectState,
  delayMs: number,
): Promise<PutBack> {
  const wanted = toWanted(target, before);
  let state: ProjectState | undefined;
  let failure = "";
  let settledWrites = 0;
  let wasAddedAgain = false;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await delay(delayMs * 2 ** (attempt - 1));
    try {
      state = undefined;
      state = await readState(client, scope);
      const changes = listChanges(state, wanted, scope, target);
      if (changes.length === 0) {
        if (client.lostWrites === settledWrites) {
          return { isDone: true, problems: describeRest(before, state, target, wasAddedAgain) };
        }
        // A request whose response was lost may still be carried out: look again.
        settledWrites = client.lostWrites;
      }
      for (const change of changes) {
        wasAddedAgain ||= change.method === "POST";
        await sendChange(client, change);
      }
    } catch (error) {
      if (!(error instanceof NoResponseError)) throw error;
      failure = ` (${error.message})`;
    }
  }
  const commands = listCommands(client, scope, target, before, state);
  const was = `inbound_enabled was ${wanted.enabled}, and the ${target.kind} ${target.id} was ${wanted.listed ? "" : "not "}on the allowlist`;
  const problem = `the project is NOT as before${failure}: ${was}. Run:${commands.map((command) => `\n  ${command}`).join("")}`;
  return { isDone: false, problems: [problem] };
}

/** The commands that put a project back. Without its present state, all that could be necessary. */
export function listCommands(
  client: Pick<Client, "apiUrl">,
  scope: string,
  target: Target,
  before: ProjectState,
  state?: ProjectState,
): string[] {
  return listChanges(state, toWanted(target, before), scope, target).map((change) =>
    toCommand(client, change),
  );
}

function toWanted(target: Target, before: ProjectState): Wanted {
  return { enabled: before.enabled, listed: isListed(target, before) };
}

/** What is not as before, but not for `verify` to change. */
function describeRest(
  before: ProjectState,
  after: ProjectState,
  target: Target,
  wasAddedAgain: boolean,
): string[] {
  const lists = (["projects", "groups"] as const).filter(
    (name) => [...before[name]].sort().join() !== [...after[name]].sort().join(),
  );
  return [
    ...(wasAddedAgain
      ? [
          `the ${target.kind} ${target.id} was removed and had to be added again: set its fine-grained permissions again`,
        ]
      : []),
    ...lists.map(
      (name) =>
        `other entries of the allowlist of ${name} are not as before, although verify changed only the target: before ${before[name].join(", ")}; now ${after[name].join(", ")}`,
    ),
  ];
}
