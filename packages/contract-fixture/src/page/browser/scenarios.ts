import { count } from "../picture/describe.js";
import type { Snapshot } from "./control.js";
import { type Content, create, find, setText } from "./elements.js";
import { updateContent, withKey } from "./update.js";

/** Shows the scenarios whose name or description contains the filter. The value of each button is the name of the scenario. */
export function showScenarios({ health, scenarios }: Snapshot, filter: string): void {
  const query = filter.trim().toLowerCase();
  const matching = scenarios.filter(({ name, when }) => `${name} ${when}`.toLowerCase().includes(query));
  const items = matching.map(({ name, when }) => {
    const isCurrent = name === health.scenario;
    const label = isCurrent ? "Restart" : "Start";
    return withKey(
      name,
      create("li", isCurrent ? { "aria-current": "true" } : {}, [
        create("strong", {}, name),
        create("button", { type: "button", value: name, "aria-label": `${label} ${name}` }, label),
        create("p", {}, renderCode(when)),
      ]),
    );
  });
  updateContent(find("scenarios", HTMLUListElement), items);
  const total = count(scenarios.length, "scenario");
  setText(
    find("scenario-count", HTMLParagraphElement),
    query === "" ? "" : `${matching.length} of ${total} shown`,
  );
  const current = health.scenario === undefined ? "" : `, current: ${health.scenario}`;
  const summary = find("scenarios-summary", HTMLElement);
  setText(summary, `${total}${current}`);
}

/** Renders text in which code is enclosed in backticks. */
function renderCode(text: string): Content {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : create("code", {}, part)));
}
