import { ask, type Health, steer, type Told } from "./control.js";
import { create, find, say } from "./elements.js";
import { showRequests } from "./requests.js";
import { showScenarios } from "./scenarios.js";
import { updateContent } from "./update.js";
import { showWorld } from "./world.js";

const intervalInMs = 1000;
const withoutWorld: Readonly<Record<Health["mode"], string>> = {
  stateful: "",
  examples:
    "This mode has no world: requests are answered with the document’s examples, and nothing is remembered.",
  proxy: "This mode has no world: requests are answered by a real GitLab.",
};

const filter = find("filter", HTMLInputElement);
const message = find("message", HTMLParagraphElement);
const connection = find("connection", HTMLParagraphElement);
let shown: Told | undefined;
let lastAnswer = new Date();
let refreshing = Promise.resolve();

filter.addEventListener("input", () => {
  if (shown) showWorld(shown.state, filter.value);
});
find("reset", HTMLButtonElement).addEventListener("click", () => act("Reset", () => steer("reset")));
find("scenarios", HTMLTableElement).addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  const { value: name } = target;
  void act(`Scenario ${name} started`, () => steer("scenario", { name }));
});
document.addEventListener("visibilitychange", refresh);
keepUp();

/** The next question waits for the last answer: a slow fixture is not asked ever more. */
function keepUp(): void {
  void refresh().finally(() => setTimeout(keepUp, intervalInMs));
}

async function act(done: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
    message.textContent = `${done} at ${toTime(new Date())}.`;
  } catch (error) {
    message.textContent = `Not done: ${error instanceof Error ? error.message : error}`;
  }
  await refresh();
}

/** One after another: an answer from before a reset must not be shown after it. */
function refresh(): Promise<void> {
  refreshing = refreshing.then(askAndShow, askAndShow);
  return refreshing;
}

async function askAndShow(): Promise<void> {
  if (document.hidden) return;
  let told: Told;
  try {
    told = await ask();
  } catch {
    say(connection, `The fixture does not answer any more. What is shown is from ${toTime(lastAnswer)}.`);
    return;
  }
  lastAnswer = new Date();
  say(connection, "");
  if (told !== shown) show(told);
  shown = told;
}

function show(told: Told): void {
  const { mode } = told.health;
  const isStateful = mode === "stateful";
  showAbout(told);
  showRequests(told);
  find("some-world", HTMLDivElement).hidden = !isStateful;
  find("situations", HTMLElement).hidden = !isStateful;
  say(find("no-world", HTMLParagraphElement), withoutWorld[mode]);
  if (!isStateful) return;
  showWorld(told.state, filter.value);
  showScenarios(told);
}

function showAbout({ health, state }: Told): void {
  const isStateful = health.mode === "stateful";
  const facts = {
    ...(isStateful && { GitLab: health.gitlab }),
    Mode: health.mode,
    ...(isStateful && { "Scope enforced": state.instance.enforced ? "yes" : "no" }),
    ...(health.scenario && { Scenario: health.scenario }),
    "Fixture’s version": health.version,
  };
  const groups = Object.entries(facts).map(([name, value]) =>
    create("div", {}, [create("dt", {}, name), create("dd", {}, value)]),
  );
  updateContent(find("about", HTMLDListElement), groups);
}

function toTime(date: Date): string {
  return date.toLocaleTimeString("en-GB");
}
