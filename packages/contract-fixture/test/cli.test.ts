// @module-tag slow
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { exchange, statuses } from "./raw-request.js";

const command = fileURLToPath(new URL("../bin/contract-fixture.js", import.meta.url));

const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Runs the command with the current Node. Its standard input stays open until the test closes it. */
function run(
  ...args: string[]
): ChildProcess & { stdout: Readable; output: Promise<{ code: number | null; out: string; err: string }> } {
  const child = spawn(process.execPath, [command, ...args]);
  children.push(child);
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (err += data));
  const output = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
  return Object.assign(child, { output });
}

async function readReadyLine(
  child: ChildProcess & { stdout: Readable },
): Promise<{ url: string; apiUrl: string; token: string; pid: number }> {
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), once(child, "exit")]);
  if (typeof line !== "string") throw new Error(`The command has ended with status ${line}.`);
  return JSON.parse(line);
}

// Starting processes dominates, so the tests run concurrently.
describe.concurrent("contract-fixture", () => {
  test("prints one line of JSON when ready, and exits on SIGTERM", async () => {
    const child = run("--ready-json");
    const { url, apiUrl, token, pid } = await readReadyLine(child);
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

  test("exits with status 0 on two signals right after it is ready", async () => {
    const outputs = (["SIGTERM", "SIGINT"] as const).map((first) => {
      const child = run("--ready-json");
      child.stdout?.once("data", () => {
        child.kill(first);
        child.kill(first === "SIGTERM" ? "SIGINT" : "SIGTERM");
      });
      return child.output;
    });
    expect(await Promise.all(outputs)).toMatchObject([{ code: 0 }, { code: 0 }]);
  });

  test("--exit-on-stdin-close exits when standard input is closed", async () => {
    const child = run("--ready-json", "--exit-on-stdin-close");
    await readReadyLine(child);
    child.stdin?.end();
    expect((await child.output).code).toBe(0);
  });

  test("accepts a seed and a version", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "seed-"));
    const seed = join(folder.path, "seed.json");
    await writeFile(
      seed,
      JSON.stringify({ instance: { enforced: true }, projects: [{ id: 5, path: "a/b" }] }),
    );
    const child = run("--ready-json", "--seed", seed, "--gitlab", "18.0");
    const { apiUrl, token } = await readReadyLine(child);
    const response = await fetch(`${apiUrl}/projects/5/job_token_scope`, {
      method: "PATCH",
      headers: { "private-token": token, "content-type": "application/json" },
      body: '{"enabled":false}',
    });
    expect(response.status).toBe(204);
  });

  test("accepts a seed in YAML, and reports the location of a syntax error", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "seed-"));
    const directory = folder.path;
    const seed = join(directory, "seed.yaml");
    await writeFile(seed, "projects:\n  - id: 5 # comment\n    path: a/b\n    inboundEnabled: false\n");
    const { apiUrl, token } = await readReadyLine(run("--ready-json", "--seed", seed));
    const response = await fetch(`${apiUrl}/projects/5/job_token_scope`, {
      headers: { "private-token": token },
    });
    expect(await response.json()).toMatchObject({ inbound_enabled: false });

    const broken = join(directory, "broken.yml");
    await writeFile(broken, "projects:\n  - id: 5\n   path: a/b\n");
    expect(await run("--seed", broken).output).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^contract-fixture: .*broken\.yml: .*\(3:\d+\)/),
    });
  });

  test("starts in a scenario, and can be controlled over HTTP", async () => {
    const { url, apiUrl, token } = await readReadyLine(run("--ready-json", "--scenario", "developer-403"));
    const read = () => fetch(`${apiUrl}/projects/1/job_token_scope`, { headers: { "private-token": token } });
    expect((await read()).status).toBe(403);
    await fetch(`${url}/-/fixture/scenario`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"name":"expired-token"}',
    });
    expect((await read()).status).toBe(401);
  });

  test("--rate-limit refuses further requests", async () => {
    const { apiUrl } = await readReadyLine(run("--ready-json", "--rate-limit", "1/86400s"));
    expect((await fetch(`${apiUrl}/projects/1`)).status).toBe(404);
    const { status, headers } = await fetch(`${apiUrl}/projects/1`);
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("logs each request to GitLab as a line of JSON, without secrets", async () => {
    const child = run("--ready-json");
    const { url, apiUrl, token } = await readReadyLine(child);
    const headers = { "private-token": token };
    await fetch(`${apiUrl}/projects/1/job_token_scope?private_token=${token}`, { headers });
    await fetch(`${apiUrl}/projects/1/nothing`, { headers });
    await fetch(`${url}/-/fixture/health`);
    child.kill("SIGTERM");
    const { err } = await child.output;
    expect(err).not.toContain(token);
    const lines = err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { method: "GET", status: 200, operation: "getJobTokenScope", violations: [] },
      { method: "GET", path: "/api/v4/projects/1/nothing", status: 404, violations: [{ location: "path" }] },
    ]);
  });

  test("is not blocked by a parent process that does not read its log, and drops lines", async () => {
    const child = spawn(process.execPath, [command, "--ready-json"], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    const { apiUrl } = await readReadyLine(child);
    const path = `${apiUrl}/projects/${"x".repeat(15_000)}`;
    // The lines exceed the buffers of the pipe (64 KiB) and of the log (1 MiB).
    for (let i = 0; i < 150; i++) expect((await fetch(path)).status).toBe(404);
    let log = "";
    child.stderr.on("data", (data) => (log += data));
    const isRead = async () => {
      await fetch(`${apiUrl}/projects/last`);
      return log.includes("/projects/last");
    };
    await expect.poll(isRead, { timeout: 30_000 }).toBe(true);
    // All lines together have more than 2 MB.
    expect(log.length).toBeLessThan(1_500_000);
  });

  test("keeps running if the parent process closes its log", async () => {
    const child = run("--ready-json");
    const { apiUrl } = await readReadyLine(child);
    child.stderr?.destroy();
    for (let i = 0; i < 20; i++) expect((await fetch(`${apiUrl}/projects/${i}`)).status).toBe(404);
    child.kill("SIGTERM");
    expect((await child.output).code).toBe(0);
  });

  test("logs text without control characters on a terminal", async () => {
    // Part of util-linux: runs a command in a pseudo-terminal.
    const child = spawn("script", [
      "-qec",
      `${process.execPath} ${command} --exit-on-stdin-close`,
      "/dev/null",
    ]);
    children.push(child);
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    await expect.poll(() => out, { timeout: 30_000 }).toContain("Ctrl+C");
    const apiUrl = /http\S+\/api\/v4/.exec(out)?.[0];
    await fetch(`${apiUrl}/projects/1/job_token_scope`, {
      method: "PATCH",
      headers: { "private-token": "glpat-administrator", "content-type": "application/json" },
      body: '{"enabled":1}',
    });
    await fetch(`${apiUrl}/%1b`);
    await expect
      .poll(() => out)
      .toMatch(
        /\d\d:\d\d:\d\d PATCH \/api\/v4\/projects\/1\/job_token_scope 204 updateJobTokenScope\r?\n {2}- note: body\.enabled: GitLab reads 1 as true\r?\n/,
      );
    expect(out).not.toContain("\u001b");
  });

  test("--strict exits with status 1 and lists the violations", async () => {
    const child = run("--ready-json", "--strict");
    const { url } = await readReadyLine(child);
    await fetch(`${url}/api/v4/nothing`);
    child.kill("SIGTERM");
    const { code, err } = await child.output;
    expect(code).toBe(1);
    expect(err).toContain("contract-fixture: 1 violation(s)");
    expect(err).toContain("  GET /api/v4/nothing: path: ");
  });

  test("--strict exits with status 1 if the third of 100 tests violated the document, despite resets", async () => {
    const child = run("--ready-json", "--strict");
    const { url, apiUrl, token } = await readReadyLine(child);
    for (let i = 1; i <= 100; i++) {
      const response = await fetch(`${apiUrl}/projects/1/job_token_scope`, {
        method: "PATCH",
        headers: { "private-token": token, "content-type": "application/json" },
        body: i === 3 ? '{"enabled":false,"inbound_enabled":true}' : '{"enabled":false}',
      });
      expect(response.status).toBe(204);
      await fetch(`${url}/-/fixture/reset`, { method: "POST" });
    }
    expect(await (await fetch(`${url}/-/fixture/violations`)).json()).toEqual([]);
    child.kill("SIGTERM");
    const { code, err } = await child.output;
    expect(code).toBe(1);
    expect(err.slice(err.indexOf("contract-fixture: "))).toMatch(
      /^contract-fixture: 1 violation\(s\) of GitLab's OpenAPI document since the fixture was started:\n {2}PATCH \/api\/v4\/projects\/1\/job_token_scope \(updateJobTokenScope\): body: .*\n$/,
    );
  });

  test("--strict counts violations before a scenario, by kind", async () => {
    const child = run("--ready-json", "--strict");
    const { url, apiUrl } = await readReadyLine(child);
    const headers = { "content-type": "application/json" };
    for (const name of ["duplicate", "slow"]) {
      await fetch(`${apiUrl}/nothing`);
      await fetch(`${apiUrl}/projects/1/job_token_scope`);
      await fetch(`${url}/-/fixture/scenario`, { method: "POST", headers, body: JSON.stringify({ name }) });
    }
    child.kill("SIGTERM");
    const { code, err } = await child.output;
    expect(code).toBe(1);
    expect(err).toMatch(
      /contract-fixture: 4 violation\(s\) .*:\n {2}GET \/api\/v4\/nothing: path: .* \(and 1 more like it\)\n {2}GET .* \(getJobTokenScope\): security: .* \(and 1 more like it\)\n$/,
    );
  });

  test("--host 0.0.0.0 prints a warning and a URL that can be opened, and --allow-host allows a name", async () => {
    const child = run(
      "--ready-json",
      "--host",
      "0.0.0.0",
      "--allow-host",
      "gitlab.test",
      "--allow-host",
      "b.test",
    );
    const { url } = await readReadyLine(child);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(url)).status).toBe(200);
    for (const [host, status] of [
      ["gitlab.test", 200],
      ["b.test:1", 200],
      ["c.test", 403],
    ] as const) {
      const received = await exchange(url, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(statuses(received)).toEqual([status]);
    }
    child.kill("SIGTERM");
    expect((await child.output).err).toContain(
      "contract-fixture: warning: other machines can connect to 0.0.0.0, and no token is needed",
    );
  });

  test.for([
    ["that is cut", '{"tokens": [{"token": glpat-secret"', /seed\.json: .+\(\d+:\d+\)/],
    [
      "that is YAML",
      "tokens: [{ token: glpat-secret }]",
      /seed\.json: not JSON: the name of a YAML file ends in/,
    ],
  ] as const)("does not show a token of a JSON seed %s", async ([, text, message]) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "seed-"));
    const seed = join(folder.path, "seed.json");
    await writeFile(seed, text);
    const { code, err } = await run("--seed", seed).output;
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err).not.toContain("secret");
  });

  test("accepts a byte order mark in a seed, and rejects duplicate keys", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "seed-"));
    const directory = folder.path;
    const write = async (name: string, text: string) => {
      await writeFile(join(directory, name), text);
      return join(directory, name);
    };
    const seeds = await Promise.all([
      write("mark.json", '\ufeff{"projects":[{"id":5,"path":"a/b"}]}'),
      write("mark.YAML", "\ufeffprojects:\n  - id: 5\n    path: a/b\n"),
    ]);
    for (const seed of seeds) {
      const { url } = await readReadyLine(run("--ready-json", "--seed", seed));
      const response = await fetch(`${url}/-/fixture/state`);
      expect(await response.json()).toMatchObject({ projects: [{ id: 5 }] });
    }
    const duplicates = await Promise.all([
      write("twice.json", '{\n  "projects": [\n\t{"id": 5, "path": "a/b", "i\\u0064": 6}\n  ]\n}'),
      write("twice.yaml", "projects:\n  - id: 5\n    path: a/b\n    id: 6\n"),
    ]);
    const places = ["3:28", "4:5"];
    for (const [i, seed] of duplicates.entries()) {
      expect(await run("--seed", seed).output).toMatchObject({
        code: 1,
        err: `contract-fixture: ${seed}: duplicated mapping key (${places[i]})\n`,
      });
    }
  });

  test("--coverage writes what was sent, and logs a summary, also if there are violations", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "coverage-"));
    const file = join(folder.path, "folder", "coverage.json");
    const child = run("--ready-json", "--strict", "--coverage", file);
    const { apiUrl, token } = await readReadyLine(child);
    await fetch(`${apiUrl}/projects/1/job_token_scope`, { headers: { "private-token": token } });
    await fetch(`${apiUrl}/nothing`);
    child.kill("SIGTERM");
    const { code, err } = await child.output;
    expect(code).toBe(1);
    expect(err).toContain("Contract coverage: 1 of 11 operations, 1 of ");
    expect(err).toContain("contract-fixture: 1 violation(s)");
    expect(JSON.parse(await readFile(file, "utf8"))).toContainEqual({
      operation: "getJobTokenScope",
      status: 200,
      isDocumented: true,
      responses: 1,
    });
  });

  test("--coverage fails if the file cannot be written", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "coverage-"));
    const directory = folder.path;
    const child = run("--ready-json", "--coverage", directory);
    await readReadyLine(child);
    child.kill("SIGTERM");
    expect(await child.output).toMatchObject({
      code: 1,
      err: expect.stringContaining(`contract-fixture: ${directory}: `),
    });
  });

  test("proxies requests to another GitLab", async () => {
    const real = await readReadyLine(run("--ready-json"));
    const proxy = run("--ready-json", "--mode", "proxy", "--upstream", real.url);
    const { apiUrl } = await readReadyLine(proxy);
    const response = await fetch(`${apiUrl}/projects/1/job_token_scope`, {
      headers: { "private-token": real.token },
    });
    expect(await response.json()).toMatchObject({ inbound_enabled: true });
    proxy.kill("SIGTERM");
    expect((await proxy.output).err).not.toContain(real.token);
  });

  test.for<[string[], string]>([
    [["--scenario", "sunny"], 'scenario: "sunny" is not one of "enforced-silent", '],
    [["--mode", "proxy"], 'upstream: mode "proxy" requires a URL'],
    [["--prot", "1"], "Unknown option '--prot'"],
    [["verfy", "--mode", "x"], "Unexpected argument 'verfy'"],
    [["--port", "x"], '--port: "x" is not a valid port'],
    [["--port", "", "--mode", "x"], '--port: "" is not a valid port'],
    [["--rate-limit", "100/1m"], '--rate-limit: "100/1m" is not a number of requests and of seconds'],
    [["--rate-limit", "0/60s"], '--rate-limit: "0/60s" is not'],
    [["--host", ""], "host: expected an IP address"],
    [["--gitlab", "17.0"], 'gitlab: "17.0" is not one of'],
    [["--allow-host", "http://gitlab.test"], 'allowHosts: "http://gitlab.test" is not a host'],
    [["--seed", "nowhere.json"], "nowhere.json: "],
  ])("rejects %j", async ([args, message]) => {
    const { code, out, err } = await run(...args).output;
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^contract-fixture: /);
    expect(err).toContain(message);
  });

  test("reports the location of an inconsistency in the seed", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "seed-"));
    const seed = join(folder.path, "seed.json");
    await writeFile(seed, JSON.stringify({ projects: [{ id: 5, path: "a/b", allowedGroups: [9] }] }));
    const { code, err } = await run("--seed", seed).output;
    expect(code).toBe(1);
    expect(err).toBe(
      `contract-fixture: ${seed}: seed.projects[0].allowedGroups[0]: the seed has no group 9\n`,
    );
  });

  test("supports --help and --version", async () => {
    const [help, version] = await Promise.all([run("--help").output, run("--version").output]);
    const listed = [...help.out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    expect(listed).toEqual([
      ...["--port", "--host", "--allow-host", "--seed", "--scenario", "--gitlab", "--mode", "--upstream"],
      ...["--rate-limit", "--strict", "--coverage", "--ready-json", "--exit-on-stdin-close"],
      ...["--help", "--version"],
    ]);
    expect(version.out).toMatch(/^\d+\.\d+\.\d+/);
  });
});
