import type { Told } from "./control.js";
import { type Content, create } from "./elements.js";
import { count, createRow, fillTable } from "./table.js";

/** Shows the scenarios, each with a button whose value is its name. */
export function showScenarios({ health, scenarios }: Told): void {
  const rows = scenarios.map(({ name, when }) => {
    const isCurrent = name === health.scenario;
    const label = isCurrent ? "Start again" : "Start";
    const row = createRow(name, "Name", {
      Name: name,
      "When it happens": showCode(when),
      Start: create("button", { type: "button", value: name, "aria-label": `${label} ${name}` }, label),
    });
    if (isCurrent) row.setAttribute("aria-current", "true");
    return row;
  });
  fillTable("scenarios", count(scenarios.length, "scenario"), rows);
}

/** A text whose code stands between backticks. */
function showCode(text: string): Content {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : create("code", {}, part)));
}
