import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Interrupt } from "../src/interrupt.js";
import type { Io } from "../src/io.js";
import { FakeIo, makeFolder, runWith, startGitLab, stateOf, writes } from "./helpers.js";
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

const slow = { tags: ["slow"] };

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`${signal} ends a run after what is under way, and says how to go on`, slow, async () => {
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

test("a second signal ends at once", slow, async () => {
  const server = await startGitLab({ seed });
  server.script("allowProject", [{ status: 429, headers: { "retry-after": "3000" }, body: "Retry later" }], {
    repeat: true,
  });
  const running = start(process.execPath, [command, "apply", file, "--yes", "--verbose"], envOf(server));
  await until(running, () => running.written.err.includes("waiting 50m"));
  // Ctrl-C reaches a process twice under npx: what comes at the same moment counts once.
  running.child.kill("SIGINT");
  running.child.kill("SIGINT");
  await until(running, () => running.written.err.includes("Ending after"));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(running.child).toMatchObject({ exitCode: null, signalCode: null });
  running.child.kill("SIGINT");
  expect(await running.result).toMatchObject({ signal: "SIGINT" });
});

test("without a report, an interrupted run says that nothing was recorded", slow, async () => {
  const server = await startGitLab({ seed });
  const args = [command, "plan", file, "--concurrency", "1", "--verbose"];
  const running = start(process.execPath, args, envOf(server));
  await until(running, () => running.written.err.includes("GET "));
  running.child.kill("SIGINT");
  const { status, err } = await running.result;
  expect(status).toBe(1);
  expect(err).toContain("Interrupted. Nothing was reported, since --report was not given");
});

describe("in this process", () => {
  test("a signal ends a run after what is under way", async () => {
    const server = await startGitLab({ seed });
    const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token });
    io.stderr.on("data", (data) => {
      if (String(data).startsWith("POST ")) io.emit("SIGTERM", "SIGTERM");
    });
    const args = ["apply", file, "--yes", "--concurrency", "2", "--report", report, "--verbose"];
    const { status, err } = await runWith(io, ...args);
    expect(status).toBe(1);
    expect(
      err.split("Ending after the projects under way. Press Ctrl-C again to end at once.\n"),
    ).toHaveLength(2);
    expect(err).toContain(
      `Interrupted. To go on: gitlab-job-token-scope apply ${file} --yes --concurrency 2 --verbose --resume ${report}\n`,
    );
    expect(io.killed).toEqual([]);
    expect(io.eventNames()).toEqual([]);
    const changed = server.state().projects?.filter(({ allowedProjects }) => allowedProjects?.length === 1);
    const lines = (await readFile(report, "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + (changed?.length ?? 0));
    expect(changed?.length).toBeLessThan(count);
  });

  test("a signal while apply plans: nothing is asked or changed", async () => {
    const server = await startGitLab({ seed });
    const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }, true);
    io.stderr.on("data", (data) => {
      if (String(data).startsWith("GET ")) io.emit("SIGINT", "SIGINT");
    });
    const args = ["apply", file, "--concurrency", "1", "--report", report, "--verbose"];
    const { status, err } = await runWith(io, ...args);
    expect(status).toBe(1);
    expect(err).not.toContain("[y/N]");
    expect(err).toContain(`Interrupted. To go on: gitlab-job-token-scope apply ${file}`);
    expect(writes(server)).toEqual([]);
  });

  test("without a report, nothing can be resumed", async () => {
    const server = await startGitLab({ seed });
    const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token });
    io.stderr.on("data", (data) => {
      if (String(data).startsWith("GET ")) io.emit("SIGINT", "SIGINT");
    });
    const { status, err } = await runWith(io, "plan", file, "--concurrency", "1", "--verbose");
    expect(status).toBe(1);
    expect(err).toContain("Interrupted. Nothing was reported, since --report was not given");
  });

  test("a signal while one project is changed does not end the process before the change is known", async () => {
    const server = await startGitLab({ seed });
    const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token });
    io.stderr.on("data", (data) => {
      if (String(data).startsWith("POST ")) io.emit("SIGINT", "SIGINT");
    });
    const { out, err } = await runWith(io, "allow", "group/p1", "group/tool", "--verbose");
    expect(out).toContain("applied\n");
    expect(err).toContain("Ending after the projects under way.");
    expect(io.killed).toEqual([]);
    expect(io.eventNames()).toEqual([]);
  });

  describe("the second signal", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["performance"] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test("ends the process, unless it comes at the moment of the first", () => {
      const io = new FakeIo({});
      let announced = 0;
      const interrupt = new Interrupt(io as unknown as Io, () => announced++);
      interrupt.listen();
      expect(interrupt).toMatchObject({ isRequested: false, hasSignal: false });
      io.emit("SIGINT", "SIGINT");
      expect(interrupt).toMatchObject({ isRequested: true, hasSignal: true });
      expect(interrupt.signal.aborted).toBe(true);
      vi.advanceTimersByTime(299);
      io.emit("SIGINT", "SIGINT");
      expect(io.killed).toEqual([]);
      vi.advanceTimersByTime(1);
      io.emit("SIGTERM", "SIGTERM");
      // Nothing listens to it anymore.
      expect(io.killed).toEqual([[4711, "SIGTERM"]]);
      expect(io.eventNames()).toEqual([]);
      expect(announced).toBe(1);
    });

    test("is the first where the run ends for another reason", () => {
      const io = new FakeIo({});
      let announced = 0;
      const interrupt = new Interrupt(io as unknown as Io, () => announced++);
      interrupt.listen();
      interrupt.request();
      expect(interrupt).toMatchObject({ isRequested: true, hasSignal: false });
      io.emit("SIGTERM", "SIGTERM");
      expect({ announced, killed: io.killed }).toEqual({ announced: 1, killed: [] });
      interrupt.release();
      expect(io.eventNames()).toEqual([]);
    });
  });
});
