import type { PageData } from "../formats/html/page-data.js";
import { Details } from "./details.js";
import { count, create, find } from "./elements.js";
import { countFilters, matchesSearch } from "./filters.js";
import { type Arrow, describeNode, type Node, toGraph } from "./graph.js";
import { Picture } from "./picture.js";
import { Table } from "./table.js";

/** From this number of arrows on, only those of what is selected, found or filtered are drawn, and those that are marked. */
const manyArrows = 300;
/** More marked arrows than this hide the picture until they are filtered. */
const manyMarks = 40;
/** Of so few nodes, all arrows are drawn, and of more only those between them. */
const fewNodes = 20;

const data: PageData = JSON.parse(find("data", HTMLScriptElement).text);
const graph = toGraph(data);
const search = find("search", HTMLInputElement);
const filter = find("filter", HTMLSelectElement);
const allArrows = find("all-arrows", HTMLInputElement);
const announcement = find("announcement", HTMLParagraphElement);
const choices = countFilters(graph);

/** The kinds of arrows that are always drawn: all but entries that stay, unless there are many. */
const few: ReadonlySet<Arrow["state"]> = findFew();

function findFew(): ReadonlySet<Arrow["state"]> {
  const numbers = new Map<Arrow["state"], number>();
  for (const { state } of graph.arrows) numbers.set(state, (numbers.get(state) ?? 0) + 1);
  numbers.delete("stays");
  return new Set([...numbers].filter(([, number]) => number <= manyMarks).map(([state]) => state));
}

const picture = new Picture(graph, {
  onSelect: select,
  onFocus: (node) => {
    announcement.textContent = describeNode(node);
  },
});
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
  picture.show(
    shown,
    graph.arrows.filter((arrow) => isArrowShown(arrow, shown)),
  );
  table.show(nodes.toSorted((a, b) => compare(a.path, b.path)));
}

function isArrowShown({ from, to, state }: Arrow, shown: ReadonlySet<Node>): boolean {
  const ends = Number(shown.has(from)) + Number(shown.has(to));
  if (ends === 0) return false;
  if (allArrows.checked) return true;
  if (shown.size === graph.nodes.length) return few.has(state);
  return state !== "stays" || ends === 2 || shown.size <= fewNodes;
}

function describe(): string {
  const projects = graph.nodes.filter(({ kind }) => kind === "project");
  const open = projects.filter(({ isOpen }) => isOpen === true).length;
  const groups = graph.nodes.filter(({ kind }) => kind === "group").length;
  const size = `${count(projects.length, "project")}, ${open.toLocaleString("en")} open; ${count(groups, "group")}; ${count(graph.arrows.length, "arrow")}.`;
  const note =
    graph.arrows.length > manyArrows
      ? " Arrows are drawn of what you select, find or filter. Zoom in for the names."
      : "";
  return size + note;
}

const { compare } = new Intl.Collator("en", { numeric: true });

filter.append(
  ...choices.map(({ filter: { name }, count: number }) =>
    create("option", {}, `${name} (${number.toLocaleString("en")})`),
  ),
);
allArrows.checked = graph.arrows.length <= manyArrows;
find("caption", HTMLParagraphElement).textContent = describe();
for (const control of [search, filter, allArrows]) control.addEventListener("input", update);
find("controls", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const found = graph.nodes.find((node) => matchesSearch(node, search.value));
  if (search.value.trim() !== "" && found) select(found);
});
update();
