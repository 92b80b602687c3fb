// @module-tag slow
/** A run that is killed at any point and resumed ends in the world of an unbroken run, and makes no change twice. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { makeFolder, runAgainst, startGitLab } from "./helpers.js";
import { command, envOf, start } from "./process.js";

const count = 200;
const seed = {
  projects: [
    ...Array.from({ length: count }, (_, index) => ({
      id: index + 1,
      path: `group/p${index + 1}`,
      inboundEnabled: index % 4 !== 0,
      allowedProjects: index % 3 === 0 ? [1001] : [],
    })),
    { id: 1000, path: "group/tool" },
    { id: 1001, path: "group/old" },
  ],
};
const states = `version: 1
defaults: { inboundEnabled: true, prune: true }
projects:
${seed.projects
  .slice(0, count)
  .map(({ path }) => `  ${path}: { allow: { projects: [1000] } }`)
  .join("\n")}
`;

/** The changes that GitLab carried out. */
function changes(server: MockGitLab): string[] {
  return server
    .requests()
    .filter(({ method, status }) => method !== "GET" && status < 300)
    .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
}

/** Runs the command, and kills it as soon as it has had a number of responses. */
async function killAfter(responses: number, server: MockGitLab, args: readonly string[]): Promise<boolean> {
  const running = start(process.execPath, [command, ...args, "--verbose"], envOf(server));
  running.child.stderr?.on("data", () => {
    const seen = running.written.err.match(/^(?:GET|POST|PATCH|DELETE) /gm)?.length ?? 0;
    if (seen >= responses) running.child.kill("SIGKILL");
  });
  return (await running.result).signal === "SIGKILL";
}

async function prepare(): Promise<{ server: MockGitLab; file: string; plan: string; folder: string }> {
  const server = await startGitLab({ seed });
  const folder = await makeFolder();
  const file = join(folder, "states.yml");
  const plan = join(folder, "plan.ndjson");
  await writeFile(file, states);
  expect(await runAgainst(server, "plan", file, "--report", plan)).toMatchObject({ status: 2 });
  return { server, file, plan, folder };
}

test("of a stored plan, at 45 points", async () => {
  const { server, plan, folder } = await prepare();
  expect(await runAgainst(server, "apply", "--plan", plan, "--yes")).toMatchObject({ status: 0 });
  const whole = { state: server.state(), changes: changes(server).sort() };
  const total = server.requests().length - 600;
  for (let point = 0; point < 45; point++) {
    server.reset();
    const report = join(folder, `${point}.ndjson`);
    const args = ["apply", "--plan", plan, "--yes"];
    const responses = 1 + Math.floor((point * (total - 20)) / 45);
    expect(await killAfter(responses, server, [...args, "--report", report]), `${responses}`).toBe(true);
    const resumed = await start(process.execPath, [command, ...args, "--resume", report], envOf(server))
      .result;
    expect(resumed, `${responses}\n${resumed.err}`).toMatchObject({ status: 0 });
    expect(resumed.out).toContain(`${count} projects applied`);
    expect(server.state(), `${responses}`).toEqual(whole.state);
    expect(changes(server).sort(), `${responses}`).toEqual(whole.changes);
  }
});

test("of a file, killed ten times in a row", async () => {
  const { server, file, folder } = await prepare();
  expect(await runAgainst(server, "apply", file, "--yes")).toMatchObject({ status: 0 });
  const whole = { state: server.state(), changes: changes(server).sort() };
  server.reset();
  const report = join(folder, "report.ndjson");
  const args = ["apply", file, "--yes"];
  for (let point = 0; point < 10; point++) {
    // The plan takes two requests for each project that is left.
    const left = count - point * 15;
    await killAfter(2 * left + 30, server, [...args, point === 0 ? "--report" : "--resume", report]);
  }
  const resumed = await start(process.execPath, [command, ...args, "--resume", report], envOf(server)).result;
  expect(resumed, resumed.err).toMatchObject({ status: 0 });
  expect(server.state()).toEqual(whole.state);
  expect(changes(server).sort()).toEqual(whole.changes);
});
