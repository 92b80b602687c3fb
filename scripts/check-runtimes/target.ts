import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { checks } from "./suite.mjs";

/** A GitLab that the suite runs against, and how to connect to it. */
export interface Target {
  readonly url: string;
  readonly token: string;
}

/** Runs the suite once, somewhere, and returns what it printed. */
export type RunSuite = (target: Target) => Promise<string>;

/**
 * Runs the suite against a GitLab whose first write is lost, and checks what is left there: what the suite says of itself is not
 * enough.
 *
 * @throws {Error} If a check failed or was left out, or GitLab has seen something else.
 */
export async function runAgainst(server: MockGitLab, runSuite: RunSuite): Promise<void> {
  server.reset();
  server.script("updateJobTokenScope", [{ status: 502 }]);
  const { url, token } = server;
  const output = await runSuite({ url, token });
  const passed: unknown = JSON.parse(output.trim().split("\n").at(-1) ?? "");
  if (JSON.stringify(passed) !== JSON.stringify(checks))
    throw new Error(`it passed ${JSON.stringify(passed)}`);
  const violations = server.violations();
  if (violations.length > 0) throw new Error(`it violated the document: ${JSON.stringify(violations[0])}`);
  const writes = server
    .requests()
    .filter(({ method }) => method === "PATCH")
    .map(({ status }) => status);
  if (String(writes) !== "502,204,204") throw new Error(`its writes of the setting were answered ${writes}`);
  const app = server.state().projects?.find(({ id }) => id === 1);
  if (String(app?.allowedProjects) !== "42" || app?.inboundEnabled === false) {
    throw new Error(`it left project 1 as ${JSON.stringify(app)}`);
  }
}

/** The GitLab of all runs. */
export function startTarget(): Promise<MockGitLab> {
  return startMockGitLab();
}
