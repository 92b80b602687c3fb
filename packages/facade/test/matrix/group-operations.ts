import { type FaultTarget, named, type Operation } from "./operation.js";

const lookUp: FaultTarget = { ...named("GET", "/groups/partner"), role: "read" };
const list: FaultTarget = { ...named("GET", "/groups/7/projects"), role: "read" };

/** What is done with groups. */
export const groupOperations: readonly Operation[] = [
  {
    name: "group.id()",
    targets: [lookUp],
    prepare:
      async ({ gitlab }) =>
      (options) =>
        gitlab.group("partner").id(options),
    value: () => 8,
  },
  {
    name: "group.projects()",
    targets: [list],
    prepare:
      async ({ gitlab }) =>
      async (options) => {
        const ids: number[] = [];
        for await (const { id } of gitlab.group(7).projects(options)) ids.push(id);
        return ids;
      },
    value: () => [1, 2, 3, 42],
  },
  {
    name: "group.projects() by path",
    targets: [lookUp, { ...named("GET", "/groups/8/projects"), role: "read" }],
    prepare:
      async ({ gitlab }) =>
      async (options) =>
        (await gitlab.group("partner").projects(options).next()).done,
    value: () => true,
  },
];
