import { copyCommand, showAbout } from "./about.js";
import { fetchSnapshot, type Health, post, type Snapshot } from "./control.js";
import { find, setText } from "./elements.js";
import { showRequests } from "./requests.js";
import { showScenarios } from "./scenarios.js";
import { showScripts } from "./scripts.js";
import { showWorld } from "./world.js";

const pollIntervalMs = 1000;
const statelessNotes: Readonly<Record<Health["mode"], string>> = {
  stateful: "",
  examples: "This mode has no state: responses are the static examples of the OpenAPI document.",
  proxy: "This mode has no state: responses come from a real GitLab.",
};

const scenarioFilter = find("scenario-filter", HTMLInputElement);
const message = find("message", HTMLParagraphElement);
const connection = find("connection", HTMLParagraphElement);
let current: Snapshot | undefined;
let lastUpdate = new Date();
let refreshing = Promise.resolve();

scenarioFilter.addEventListener("input", () => {
  if (current) showScenarios(current, scenarioFilter.value);
});
find("copy", HTMLButtonElement).addEventListener("click", copyCommand);
find("reset", HTMLButtonElement).addEventListener("click", () => run("Reset", () => post("reset")));
find("scenarios", HTMLUListElement).addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  const { value: name } = target;
  void run(`Scenario ${name} started`, () => post("scenario", { name }));
});
document.addEventListener("visibilitychange", refresh);
poll();

/** Waits for each response before scheduling the next request, so that requests to a slow fixture do not pile up. */
function poll(): void {
  void refresh().finally(() => setTimeout(poll, pollIntervalMs));
}

async function run(successMessage: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
    message.textContent = `${successMessage} at ${toTime(new Date())}.`;
  } catch (error) {
    message.textContent = `Failed: ${error instanceof Error ? error.message : error}`;
  }
  await refresh();
}

/** Refreshes run one at a time: a response from before a reset must not be shown after it. */
function refresh(): Promise<void> {
  refreshing = refreshing.then(fetchAndShow, fetchAndShow);
  return refreshing;
}

async function fetchAndShow(): Promise<void> {
  if (document.hidden) return;
  let snapshot: Snapshot;
  try {
    snapshot = await fetchSnapshot();
  } catch {
    setText(connection, `The fixture is not responding. Last updated at ${toTime(lastUpdate)}.`);
    return;
  }
  lastUpdate = new Date();
  setText(connection, "");
  if (snapshot !== current) show(snapshot);
  current = snapshot;
}

function show(snapshot: Snapshot): void {
  const { mode } = snapshot.health;
  const isStateful = mode === "stateful";
  showAbout(snapshot);
  showRequests(snapshot);
  showScripts(snapshot.scripts);
  for (const id of ["world", "state-section", "scenarios-section"])
    find(id, HTMLElement).hidden = !isStateful;
  setText(find("no-state", HTMLParagraphElement), statelessNotes[mode]);
  if (!isStateful) return;
  showScenarios(snapshot, scenarioFilter.value);
  if (snapshot.state !== current?.state) showWorld(snapshot.state);
}

function toTime(date: Date): string {
  return date.toLocaleTimeString("en-GB");
}
