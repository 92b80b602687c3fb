import type { Audit, Entry, Finding } from "@gitlab-job-token-scope/desired-state";
import type { ProjectRecord } from "../../src/record.js";

const groups =
  "data growth identity infra logistics mobile payments platform search security support web".split(" ");
const subgroups = ["", "/backend", "/frontend", "/tools"];
const names =
  "api auth-proxy cache charts ci-templates deploy docs gateway importer notifications-service sdk".split(
    " ",
  );

/** Audits of many projects with about two entries each, of which some are open, have stale entries, or could not be audited. */
export function createFleet(size: number): ProjectRecord[] {
  const next = createRandom();
  const paths = Array.from({ length: size }, (_, i) => {
    const group = groups[next(size < 50 ? 4 : groups.length)];
    return `${group}${subgroups[next(subgroups.length)]}/${names[next(names.length)]}-${i + 1}`;
  });
  const toProject = (i: number): Entry => ({ kind: "project", id: i + 1, path: paths[i] ?? "" });
  return paths.map((path, i): ProjectRecord => {
    const id = i + 1;
    const common = { version: 1, gitlab: "https://gitlab.example.com", command: "audit" } as const;
    const project = { reference: path, id, path };
    if (i % 97 === 13) {
      return {
        ...common,
        project: { reference: path },
        error: { code: "forbidden", message: "403 Forbidden" },
      };
    }
    const projects =
      i % 3 === 0
        ? Array.from({ length: 5 }, () => toProject(next(size))).filter((entry) => entry.id !== id)
        : [];
    const allowedGroups: Entry[] =
      i % 9 === 0
        ? [{ kind: "group", id: 10_000 + (i % groups.length), path: groups[i % groups.length] ?? "" }]
        : [];
    const findings: Finding[] = [];
    const inboundEnabled = i % 25 !== 7;
    if (!inboundEnabled)
      findings.push({ code: "unrestricted", message: "Job tokens of every project can use it." });
    if (i % 41 === 12) {
      const entry: Entry = { kind: "project", id: 50_000 + i };
      projects.push(entry);
      findings.push({ code: "unreadable_target", message: `The project ${entry.id} is not visible.`, entry });
    }
    const audit: Audit = {
      version: 1,
      gitlab: common.gitlab,
      project: { id, path },
      inboundEnabled,
      projects,
      groups: allowedGroups,
      free: { projects: 199 - projects.length, groups: 200 - allowedGroups.length },
      findings,
    };
    return { ...common, project, audit };
  });
}

function createRandom(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
