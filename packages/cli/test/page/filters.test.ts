import { expect, test } from "vitest";
import { countFilters, filters, matchesSearch } from "../../src/page/filters.js";
import { buildGraph, everybody, group, nameless, nodeOf, pathsOf, project } from "./build-graph.js";

const graph = buildGraph(
  [
    everybody,
    project("a/fine"),
    project("a/open", { status: "unchanged", isOpen: true }),
    project("a/findings", { status: "findings" }),
    project("a/pending", { status: "pending" }),
    project("a/changed", { status: "changed" }),
    project("a/failed", { status: "failed" }),
    project("a/stale"),
    project("b/outside", {}),
    project("b/gone", { isUnreadable: true }),
    group("g"),
    nameless(12, {}),
  ],
  [
    ["every project", "a/open", "open"],
    ["b/gone", "a/stale", "unreadable"],
    ["g", "a/stale"],
    ["g", "a/fine"],
  ],
);

test("each filter shows what its name says", () => {
  const shown = Object.fromEntries(
    filters.map(({ name, matches }) => [name, pathsOf(graph.nodes.filter(matches))]),
  );
  expect(shown).toEqual({
    everything: pathsOf(graph.nodes),
    "open to every project": ["every project", "a/open"],
    "with findings": ["a/findings"],
    "changed, or to be": ["a/pending", "a/changed"],
    failed: ["a/failed"],
    "with stale entries, and those entries": ["a/stale", "b/gone"],
    groups: ["g"],
    "not part of this run": ["b/outside", "b/gone", "project 12"],
  });
});

test("a filter that would show nothing is not offered, except the one of everything", () => {
  const describe = (given: typeof graph) =>
    countFilters(given).map(({ filter: { name }, count }) => `${name} (${count})`);
  expect(describe(graph)).toHaveLength(8);
  expect(describe(graph)).toContain("changed, or to be (2)");
  expect(describe(buildGraph([]))).toEqual(["everything (0)"]);
  expect(describe(buildGraph([group("g")]))).toEqual(["everything (1)", "groups (1)"]);
});

test("a search finds a part of the path in any case, or the whole ID", () => {
  const app = nodeOf(buildGraph([project("Group/App-7", { id: 123 })]), "Group/App-7");
  for (const search of ["", "  ", "app-7", "GROUP/", " up/ap ", "123", " 123"]) {
    expect(matchesSearch(app, search), search).toBe(true);
  }
  for (const search of ["app 7", "12", "1234", "undefined"]) {
    expect(matchesSearch(app, search), search).toBe(false);
  }
});
