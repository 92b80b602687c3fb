import { Session } from "node:inspector/promises";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test } from "vitest";

/** The files of the facade that have a function which runs during a call. */
async function filesOf(call: () => Promise<unknown>): Promise<string[]> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true });
  // What ran before, the loading of modules included, does not count.
  await session.post("Profiler.takePreciseCoverage");
  await call();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  session.disconnect();
  return result
    .filter(({ functions }) =>
      functions.some(({ functionName, ranges }) => functionName !== "" && ranges[0]?.count),
    )
    .flatMap(({ url }) => /\/facade\/(?:dist|src)\/(.*)\.[jt]s/.exec(url)?.[1] ?? [])
    .sort();
}

test("create() by path, of a project named by its path, crosses at most twelve files", async () => {
  const server = await startMockGitLab();
  onTestFinished(() => server.close());
  const { allowlist } = createGitLab({ url: server.url, token: server.token }).project(
    "group/app",
  ).jobTokenScope;
  const files = await filesOf(() => allowlist.create("group/tool"));
  expect(files).toContain("allowlist");
  expect(files.length).toBeLessThanOrEqual(12);
});
