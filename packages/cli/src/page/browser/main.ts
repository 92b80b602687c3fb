import type { PageData } from "../../formats/html/page-data.js";
import { arrowsOf, chooseArrows, hasManyArrows } from "../choose-arrows.js";
import { compareText } from "../compare-text.js";
import { describeGraph, describeNode } from "../describe.js";
import { countFilters, matchesSearch } from "../filters.js";
import { type Node, toGraph } from "../graph.js";
import { controlPicture } from "./control-picture.js";
import { Details } from "./details.js";
import { create, find } from "./elements.js";
import { Picture } from "./picture.js";
import { Table } from "./table.js";

const data: PageData = JSON.parse(find("data", HTMLScriptElement).text);
const graph = toGraph(data);
const search = find("search", HTMLInputElement);
const filter = find("filter", HTMLSelectElement);
const allArrows = find("all-arrows", HTMLInputElement);
const announcement = find("announcement", HTMLParagraphElement);
const choices = countFilters(graph);

const picture = new Picture(graph, (node) => {
  announcement.textContent = describeNode(node);
});
controlPicture(picture, select);
const table = new Table(select);
const details = new Details(graph, select);

function select(node: Node | undefined): void {
  picture.select(node);
  table.select(node);
  details.show(node);
  announcement.textContent = node ? `Selected: ${describeNode(node)}` : "Nothing is selected.";
}

function update(): void {
  const choice = choices[filter.selectedIndex]?.filter;
  const nodes = graph.nodes.filter(
    (node) => matchesSearch(node, search.value) && (choice?.matches(node) ?? true),
  );
  const shown = new Set(nodes);
  picture.show(shown, allArrows.checked ? arrowsOf(graph, shown) : chooseArrows(graph, shown));
  table.show(nodes.toSorted((a, b) => compareText(a.path, b.path)));
}

filter.append(
  ...choices.map(({ filter: { name }, count: number }) =>
    create("option", {}, `${name} (${number.toLocaleString("en")})`),
  ),
);
allArrows.checked = !hasManyArrows(graph);
find("caption", HTMLParagraphElement).textContent = describeGraph(graph);
for (const control of [search, filter, allArrows]) control.addEventListener("input", update);
find("controls", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const found = graph.nodes.find((node) => matchesSearch(node, search.value));
  if (search.value.trim() !== "" && found) select(found);
});
update();
