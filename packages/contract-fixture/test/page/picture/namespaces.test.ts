import { expect, test } from "vitest";
import { toGraph } from "../../../dist/page/picture/graph.js";
import { toNamespaces } from "../../../dist/page/picture/namespaces.js";

const none = { inboundEnabled: true, allowedProjects: [], allowedGroups: [] };

test("projects and groups are in the order of the numbers in their names", () => {
  const paths = ["a10/x", "a9/service-10", "a9/service-2", "a9/Service-1"];
  const projects = paths.map((path, i) => ({ ...none, id: i + 1, path }));
  const namespaces = toNamespaces(toGraph({ instance: { enforced: false }, groups: [], projects }));
  expect(namespaces.map(({ projects }) => projects.map(({ path }) => path))).toEqual([
    ["a9/Service-1", "a9/service-2", "a9/service-10"],
    ["a10/x"],
  ]);
});
