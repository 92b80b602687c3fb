import type { Snapshot } from "./control.js";
import { type Content, create } from "./elements.js";
import { count, createRow, fillTable } from "./table.js";

/** Shows the scenarios. The value of each button is the name of the scenario. */
export function showScenarios({ health, scenarios }: Snapshot): void {
  const rows = scenarios.map(({ name, when }) => {
    const isCurrent = name === health.scenario;
    const label = isCurrent ? "Restart" : "Start";
    const row = createRow(name, "Name", {
      Name: name,
      Description: renderCode(when),
      Start: create("button", { type: "button", value: name, "aria-label": `${label} ${name}` }, label),
    });
    if (isCurrent) row.setAttribute("aria-current", "true");
    return row;
  });
  fillTable("scenarios", count(scenarios.length, "scenario"), rows);
}

/** Renders text in which code is enclosed in backticks. */
function renderCode(text: string): Content {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : create("code", {}, part)));
}
