import type { State } from "@gitlab-job-token-scope/contract-fixture";
import { count, describeNode } from "../picture/describe.js";
import { type Graph, type GraphNode, type NodeKey, toGraph } from "../picture/graph.js";
import { describeSelection } from "./details.js";
import { find, setText } from "./elements.js";
import { Picture } from "./picture.js";
import { showState } from "./state.js";
import { updateContent } from "./update.js";

const details = find("details", HTMLDivElement);
const filter = find("filter", HTMLInputElement);
const picture = new Picture(find("picture", HTMLDivElement), onSelect);
let state: State | undefined;
let graph: Graph | undefined;
let selected: NodeKey | undefined;

filter.addEventListener("input", update);
filter.addEventListener("keydown", ({ key }) => {
  const found = key === "Enter" ? findBestMatch() : undefined;
  if (found) selectAndFocus(found.key);
});
details.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  if (button === null) return;
  if (button.value !== "") {
    // Written by `describeSelection()`.
    selectAndFocus(button.value as NodeKey);
  } else {
    if (selected) picture.focus(selected);
    picture.select(undefined);
  }
});

/** Shows who may call whom, as a picture and as tables. */
export function showWorld(newState: State): void {
  state = newState;
  graph = toGraph(newState);
  picture.show(graph);
  update();
}

function update(): void {
  if (state === undefined || graph === undefined) return;
  const hasQuery = filter.value.trim() !== "";
  picture.search(hasQuery ? isMatch : undefined);
  showState(state, graph, isMatch);
  showDetails();
  setText(find("find-status", HTMLParagraphElement), hasQuery ? describeMatches(graph) : "");
}

function onSelect(node: GraphNode | undefined): void {
  selected = node?.key;
  find("selection", HTMLParagraphElement).textContent =
    graph && node ? `Selected: ${describeNode(graph, node)}` : "";
  showDetails();
}

function showDetails(): void {
  if (graph) updateContent(details, describeSelection(graph, selected && graph.nodes.get(selected)));
}

function selectAndFocus(key: NodeKey): void {
  picture.select(key);
  picture.focus(key);
}

function isMatch({ id, path }: { id: number; path: string }): boolean {
  const query = filter.value.trim().toLowerCase();
  return path.toLowerCase().includes(query) || String(id).startsWith(query);
}

/** An exact match, or one at the end of the path, is better than others. */
function findBestMatch(): GraphNode | undefined {
  const query = filter.value.trim().toLowerCase();
  if (query === "") return undefined;
  const matches = [...(graph?.nodes.values() ?? [])].filter(isMatch);
  const isExact = ({ id, path }: GraphNode): boolean => path.toLowerCase() === query || String(id) === query;
  return (
    matches.find(isExact) ?? matches.find(({ path }) => path.toLowerCase().endsWith(query)) ?? matches[0]
  );
}

function describeMatches({ nodes }: Graph): string {
  const matches = [...nodes.values()].filter(isMatch).length;
  return matches === 0 ? "Nothing found." : `${count(matches, "result")}. Enter selects the first.`;
}
