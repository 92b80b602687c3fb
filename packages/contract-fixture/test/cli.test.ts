import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const command = fileURLToPath(new URL("../bin/contract-fixture.js", import.meta.url));

/** Runs the command on this very Node; its standard input stays open until it is closed. */
function run(
  ...args: string[]
): ChildProcess & { output: Promise<{ code: number | null; out: string; err: string }> } {
  const child = spawn(process.execPath, [command, ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (err += data));
  const output = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
  return Object.assign(child, { output });
}

function ready(child: ChildProcess): Promise<{ url: string; apiUrl: string; token: string; pid: number }> {
  return new Promise((resolve) => child.stdout?.once("data", (line) => resolve(JSON.parse(String(line)))));
}

test("prints one line of JSON when it listens, and ends on SIGTERM", async () => {
  const child = run("--ready-json");
  const { url, apiUrl, token, pid } = await ready(child);
  expect(pid).toBe(child.pid);
  expect(apiUrl).toBe(`${url}/api/v4`);
  const response = await fetch(`${apiUrl}/projects/1/job_token_scope`, {
    headers: { "private-token": token },
  });
  expect(await response.json()).toMatchObject({ inbound_enabled: true });
  child.kill("SIGTERM");
  const { code, out } = await child.output;
  expect(code).toBe(0);
  expect(out.trim().split("\n")).toHaveLength(1);
});

test("ends well on a signal that comes as soon as it listens, and on two", async () => {
  const children = Array.from({ length: 4 }, () => run("--ready-json"));
  for (const child of children) {
    child.stdout?.once("data", () => {
      child.kill("SIGTERM");
      child.kill("SIGINT");
    });
  }
  const codes = await Promise.all(children.map(async (child) => (await child.output).code));
  expect(codes).toEqual([0, 0, 0, 0]);
});

test("ends when standard input is closed, if asked to", async () => {
  const child = run("--ready-json", "--exit-on-stdin-close");
  await ready(child);
  child.stdin?.end();
  expect((await child.output).code).toBe(0);
});

test("takes a seed and a version", async () => {
  const seed = join(await mkdtemp(join(tmpdir(), "seed-")), "seed.json");
  await writeFile(seed, JSON.stringify({ instance: { enforced: true }, projects: [{ id: 5, path: "a/b" }] }));
  const child = run("--ready-json", "--seed", seed, "--gitlab", "18.0");
  const { apiUrl, token } = await ready(child);
  const response = await fetch(`${apiUrl}/projects/5/job_token_scope`, {
    method: "PATCH",
    headers: { "private-token": token, "content-type": "application/json" },
    body: '{"enabled":false}',
  });
  expect(response.status).toBe(204);
});

test.for<[string[], string]>([
  [["--prot", "1"], "Unknown option '--prot'"],
  [["--port", "x"], '--port: "x" is no port'],
  [["--host", ""], "host: expected an address"],
  [["--gitlab", "17.0"], 'gitlab: "17.0" is none of'],
  [["--seed", "nowhere.json"], "nowhere.json: "],
])("says what is wrong with %j, and fails", async ([args, words]) => {
  const { code, out, err } = await run(...args).output;
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^contract-fixture: /);
  expect(err).toContain(words);
});

test("names the place in a seed that contradicts itself", async () => {
  const seed = join(await mkdtemp(join(tmpdir(), "seed-")), "seed.json");
  await writeFile(seed, JSON.stringify({ projects: [{ id: 5, path: "a/b", allowedGroups: [9] }] }));
  const { code, err } = await run("--seed", seed).output;
  expect(code).toBe(1);
  expect(err).toBe(`contract-fixture: ${seed}: seed.projects[0].allowedGroups[0]: the seed has no group 9\n`);
});

test("has --help and --version", async () => {
  expect((await run("--help").output).out).toContain("--ready-json");
  expect((await run("--version").output).out).toMatch(/^\d+\.\d+\.\d+/);
});
