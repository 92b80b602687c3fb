import * as fc from "fast-check";
import type { World } from "../../../dist/page/picture/graph.js";

const segment = fc.constantFrom("a", "b", "c", "d-1", "d-2", "Long-Name-Of-A-Group");
const groupPath = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/"));

/** Worlds with up to 150 projects in groups and subgroups, of which some are not known, and any entries. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    enforced: fc.boolean(),
    groups: fc.uniqueArray(groupPath, { maxLength: 20, selector: (path) => path.toLowerCase() }),
    others: fc.array(groupPath, { maxLength: 5 }),
    projectCount: fc.nat({ max: 150 }),
  })
  .chain(({ enforced, groups, others, projectCount }) => {
    const namespaces = [...groups, ...others, ""];
    const project = fc.record({
      namespace: fc.constantFrom(...namespaces),
      inboundEnabled: fc.boolean(),
      allowedProjects: fc.uniqueArray(fc.integer({ min: 1, max: projectCount + 2 }), { maxLength: 4 }),
      allowedGroups: fc.uniqueArray(fc.integer({ min: 1, max: groups.length + 1 }), { maxLength: 2 }),
    });
    return fc.array(project, { minLength: projectCount, maxLength: projectCount }).map((projects) => ({
      instance: { enforced },
      groups: groups.map((path, i) => ({ id: i + 1, path })),
      projects: projects.map(({ namespace, ...rest }, i) => ({
        id: i + 1,
        path: `${namespace}/project-${i + 1}`.replace(/^\//, ""),
        ...rest,
      })),
    }));
  });
