import { type MockGitLabOptions, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import {
  type ApplyOptions,
  applyPlan,
  auditProject,
  type DesiredState,
  type Plan,
  planProject,
} from "@gitlab-job-token-scope/desired-state";
import { createGitLab, type GitLab, isJobTokenScopeError } from "@gitlab-job-token-scope/facade";
import type { ProjectRecord, RecordError } from "../../src/record.js";

/** `group/app` allows what it should not, `group/open` everything, `group/fine` what it should. */
export const seed: NonNullable<MockGitLabOptions["seed"]> = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42, 43], allowedGroups: [7] },
    { id: 2, path: "group/open", inboundEnabled: false, allowedProjects: [42] },
    { id: 3, path: "group/fine", allowedProjects: [1] },
    { id: 42, path: "group/tool" },
    { id: 43, path: "other/secret" },
  ],
  groups: [
    { id: 6, path: "group" },
    { id: 7, path: "partner" },
  ],
  tokens: [
    {
      token: "glpat-maintainer",
      scopes: ["api"],
      roles: {
        projects: { "1": "maintainer", "2": "maintainer", "3": "maintainer", "42": "developer" },
        groups: { "7": "guest" },
      },
    },
  ],
};

export const states: readonly DesiredState[] = [
  {
    project: "group/app",
    inboundEnabled: true,
    projects: ["group/tool", 3, "group/nowhere"],
    groups: [],
    prune: true,
  },
  { project: "group/open", inboundEnabled: true, projects: [42, 1] },
  { project: "group/fine", inboundEnabled: true, projects: ["group/app"], prune: true },
  { project: "group/missing", projects: [42] },
];

/** Runs real plans, audits or applications against the fixture, and makes records of them. */
export async function recordsOf(
  command: ProjectRecord["command"],
  options: ApplyOptions = {},
): Promise<ProjectRecord[]> {
  await using server = await startMockGitLab({ strict: true, seed });
  const gitlab = createGitLab({ url: server.url, token: "glpat-maintainer" });
  const records: ProjectRecord[] = [];
  for (const state of states) records.push(await recordOf(gitlab, command, state, options));
  return records;
}

async function recordOf(
  gitlab: GitLab,
  command: ProjectRecord["command"],
  state: DesiredState,
  options: ApplyOptions,
): Promise<ProjectRecord> {
  // The port of the fixture differs from run to run.
  const common = { version: 1, gitlab: "https://gitlab.example.com" } as const;
  const toProject = ({ id, path }: Plan["project"]) => ({
    reference: state.project,
    id,
    ...(path !== undefined && { path }),
  });
  try {
    if (command === "audit") {
      const audit = await auditProject(gitlab, state);
      return { ...common, command, project: toProject(audit.project), audit };
    }
    const plan = await planProject(gitlab, state);
    const project = toProject(plan.project);
    if (command === "plan") return { ...common, command, project, plan };
    return { ...common, command, project, plan, result: await applyPlan(gitlab, plan, options) };
  } catch (error) {
    if (!isJobTokenScopeError(error)) throw error;
    return { ...common, command, project: { reference: state.project }, error: toRecordError(error) };
  }
}

function toRecordError({ code, message }: { code: string; message: string }): RecordError {
  return { code, message: message.replace(/127\.0\.0\.1:\d+/, "gitlab.example.com"), requestId: "01HZX" };
}
