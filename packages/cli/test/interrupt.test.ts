// @module-tag slow
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeFolder, startGitLab, stateOf } from "./helpers.js";
import { command, envOf, type Running, runShell, start } from "./process.js";

const count = 40;
const seed = {
  projects: [
    ...Array.from({ length: count }, (_, index) => ({ id: index + 1, path: `group/p${index + 1}` })),
    { id: 1000, path: "group/tool" },
  ],
};
const text = `version: 1
defaults: { allow: { projects: [group/tool] } }
projects:
${seed.projects
  .slice(0, count)
  .map(({ path }) => `  ${path}: {}`)
  .join("\n")}
`;

let file: string;
let report: string;
beforeEach(async () => {
  const folder = await makeFolder();
  file = join(folder, "states.yml");
  report = join(folder, "report.ndjson");
  await writeFile(
    file,
    text
      .replace("defaults: { allow: { projects: [group/tool] } }\n", "")
      .replaceAll(": {}", ": { allow: { projects: [1000] } }"),
  );
});

async function until(running: Running, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    const isOver = await Promise.race([
      new Promise((resolve) => setTimeout(resolve, 20)),
      running.result.then(() => true),
    ]);
    if (isOver === true) throw new Error(`it ended before: ${running.written.err}`);
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`${signal} ends a run after what is under way, and says how to go on`, async () => {
    const server = await startGitLab({ seed });
    const args = [command, "apply", file, "--yes", "--concurrency", "2", "--report", report, "--verbose"];
    const running = start(process.execPath, args, envOf(server));
    await until(running, () => running.written.err.includes("POST "));
    running.child.kill(signal);
    const { status, err, out } = await running.result;
    expect(status).toBe(1);
    expect(err).toContain("Ending after the projects under way. Press Ctrl-C again to end at once.\n");
    expect(out).toMatch(/0 failed\n$/);
    const done = server
      .state()
      .projects?.filter(({ allowedProjects }) => allowedProjects?.length === 1).length;
    expect(done).toBeLessThan(count);
    const lines = (await readFile(report, "utf8")).trimEnd().split("\n");
    // What was under way is in the report, and the report does not claim to be whole.
    expect(lines).toHaveLength(1 + (done ?? 0));
    expect(lines.at(-1)).not.toContain('"end"');
    const line = /Interrupted\. To go on: gitlab-job-token-scope (.*)\n/.exec(err)?.[1];
    expect(line).toBe(`apply ${file} --yes --concurrency 2 --verbose --resume ${report}`);
    const resumed = await runShell(`$c ${line}`, envOf(server));
    expect(resumed.out).toContain(`${count} projects applied: ${count} changed, 0 unchanged, 0 failed\n`);
    expect(stateOf(server, count)).toMatchObject({ allowedProjects: [1000] });
  });
}

test("a second signal ends at once", async () => {
  const server = await startGitLab({ seed });
  server.script("allowProject", [{ status: 429, headers: { "retry-after": "3000" }, body: "Retry later" }], {
    repeat: true,
  });
  const running = start(process.execPath, [command, "apply", file, "--yes", "--verbose"], envOf(server));
  await until(running, () => running.written.err.includes("waiting 50m"));
  running.child.kill("SIGINT");
  await until(running, () => running.written.err.includes("Ending after"));
  // Ctrl-C reaches a process twice under npx: what comes at the same moment counts once.
  running.child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(running.child.exitCode).toBeNull();
  running.child.kill("SIGINT");
  expect(await running.result).toMatchObject({ signal: "SIGINT" });
});

test("without a report, an interrupted run says that nothing was recorded", async () => {
  const server = await startGitLab({ seed });
  const args = [command, "plan", file, "--concurrency", "1", "--verbose"];
  const running = start(process.execPath, args, envOf(server));
  await until(running, () => running.written.err.includes("GET "));
  running.child.kill("SIGINT");
  const { status, err } = await running.result;
  expect(status).toBe(1);
  expect(err).toContain("Interrupted. Nothing was reported, since --report was not given");
});
