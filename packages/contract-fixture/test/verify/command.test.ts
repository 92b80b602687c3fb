// @module-tag slow
import { spawn } from "node:child_process";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { startFrontServer } from "./front-server.js";

const command = fileURLToPath(new URL("../../bin/contract-fixture.js", import.meta.url));

interface Output {
  code: number | null;
  out: string;
  err: string;
}

function run(
  args: readonly string[],
  {
    token,
    onError,
  }: { token?: string; onError?: (text: string, kill: (signal: NodeJS.Signals) => void) => void } = {},
): Promise<Output> {
  const { GITLAB_TOKEN: _, ...env } = process.env;
  const child = spawn(process.execPath, [command, "verify", ...args], {
    env: { ...env, ...(token !== undefined && { GITLAB_TOKEN: token }) },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => {
    err += data;
    onError?.(err, (signal) => child.kill(signal));
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

async function startGitLab(): Promise<MockGitLab> {
  const gitlab = await startMockGitLab();
  onTestFinished(() => gitlab.close());
  return gitlab;
}

const writeTo = (gitlab: MockGitLab, url = gitlab.url) => [
  "--url",
  url,
  "--project",
  "group/app",
  "--write",
  "--target",
  "42",
];

test("prints a line per row, and exits with status 0 if all hold", async () => {
  const gitlab = await startGitLab();
  const { code, out, err } = await run(["--url", `${gitlab.url}/`]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain(`${gitlab.url}, compared with GitLab 19.1, which it does not report\n`);
  expect(out).toMatch(/^holds {6}malformed-json +malformed JSON is rejected/m);
  expect(out).toMatch(/^not tried {2}read-settings +.*: needs a token and a project$/m);
  expect(out).toMatch(/^not tried {2}token-expired +needs an expired token$/m);
  expect(out).toMatch(/^\d+ hold, 0 differ, \d+ not tried\n$/m);
});

test("exits with status 1 if a row differs, shows both responses, and masks the token", async () => {
  const gitlab = await startGitLab();
  const url = await startFrontServer(gitlab, async ({ method, path, headers }, forward) => {
    const isMeant = method === "GET" && path.endsWith("?page=two") && headers["private-token"] !== undefined;
    const echo = `unknown \u001b[31m page for ${headers["private-token"]}`;
    return isMeant ? { status: 422, headers: {}, body: JSON.stringify({ error: echo }) } : forward();
  });
  await using folder = await mkdtempDisposable(join(tmpdir(), "token-"));
  const file = join(folder.path, "token");
  await writeFile(file, `${gitlab.token}\n`);
  const args = ["--url", url, "--token-file", file, "--project", "1"];
  const { code, out, err } = await run(args);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toContain(`
differs    page-invalid                  values that are not integers are rejected
           request  GET /projects/1/job_token_scope/groups_allowlist?page=two
           expected 400 {"error":"page is invalid"}
           actual   422 {"error":"unknown \\u001b[31m page for [masked]"}
`);
  expect(out).not.toContain(gitlab.token);
  const json = await run([...args, "--json"]);
  expect(json.code).toBe(1);
  expect(json.out).not.toContain(gitlab.token);
  expect(JSON.parse(json.out)).toMatchObject({
    url,
    version: { compared: "19.1" },
    putBack: "not needed",
    problems: [],
  });
});

test("--write announces how to put the project back, and does", async () => {
  const gitlab = await startGitLab();
  const before = gitlab.state();
  const { code, out, err } = await run(writeTo(gitlab), { token: gitlab.token });
  expect(out).toContain("The project was put back.");
  expect(err).toMatch(
    /^contract-fixture: changing the project .*:\n {2}curl .* --request PATCH .*\n {2}curl .* --request DELETE .*\n$/,
  );
  expect({ code, state: gitlab.state() }).toEqual({ code: 0, state: before });
  expect(out + err).not.toContain(gitlab.token);
});

test.for(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s puts the project back", async (signal) => {
  const gitlab = await startGitLab();
  const before = gitlab.state();
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  let onStopping = (): void => undefined;
  const stopping = new Promise<void>((resolve) => (onStopping = resolve));
  const url = await startFrontServer(gitlab, async ({ method }, forward) => {
    const response = await forward();
    // The target is an entry now.
    if (method === "POST" && response.status === 201) {
      kill(signal);
      await stopping;
    }
    return response;
  });
  const { code, out, err } = await run(writeTo(gitlab, url), {
    token: gitlab.token,
    onError: (text, killChild) => {
      kill = killChild;
      if (text.includes("stopping")) onStopping();
    },
  });
  expect(gitlab.state()).toEqual(before);
  expect(out).toContain("The project was put back.");
  expect(err).toContain("contract-fixture: stopping after the current request");
  expect(err).toContain("contract-fixture: verify was stopped before its end");
  expect(code).toBe(1);
});

test("exits with status 2 and the commands if the project cannot be put back, also on a second signal", async () => {
  const gitlab = await startGitLab();
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  const url = await startFrontServer(gitlab, async ({ method, path }, forward) => {
    if (method !== "DELETE" || path.includes("/projects/0/")) return forward();
    kill("SIGTERM");
    return { status: 502, headers: {}, body: "" };
  });
  const { code, err } = await run(writeTo(gitlab, url), {
    token: gitlab.token,
    onError: (text, killChild) => {
      kill = killChild;
      if (text.includes("stopping") && !text.includes("perhaps")) kill("SIGTERM");
    },
  });
  expect(code).toBe(2);
  expect(err).toMatch(
    /contract-fixture: the project is perhaps NOT as before\. Run:\n {2}curl .*\n {2}curl .*allowlist\/42"\n$/,
  );
});

test("exits with status 2 if the project cannot be put back", async () => {
  const gitlab = await startGitLab();
  const url = await startFrontServer(gitlab, async ({ method, path }, forward) =>
    method === "DELETE" && !path.includes("/projects/0/")
      ? { status: 502, headers: {}, body: "" }
      : forward(),
  );
  const { code, err } = await run([...writeTo(gitlab, url), "--fact", "add-entry"], { token: gitlab.token });
  expect(err).toContain("contract-fixture: the project is NOT as before");
  expect(code).toBe(2);
});

test.for<[string[], string]>([
  [[], "--url: expected the URL of a GitLab"],
  [["--url", "gitlab.example.com"], 'url: expected a URL such as "https://gitlab.example.com"'],
  [["--url", "http://localhost/api/v4"], "url: omit /api/v4"],
  [["--url", "http://u:secret@localhost"], "url: expected a URL without credentials"],
  [["--url", "http://127.0.0.1:9"], "GET /projects/0: "],
  [["--url", "http://localhost", "--token", "glpat-secret"], "Unknown option '--token'"],
  [["--url", "http://localhost", "--token-file", "nowhere"], "ENOENT"],
  [["--url", "http://localhost", "--project", "1"], "project: requires a token"],
  [["--url", "http://localhost", "--write"], "write: requires a project"],
  [["--url", "http://localhost", "--target", "1"], "target: only used to write"],
  [
    ["--url", "http://localhost", "--target", "1", "--target-group", "2"],
    "--target-group: cannot be combined",
  ],
  [["--url", "http://localhost", "--gitlab", "17.0"], 'gitlab: "17.0" is not one of'],
  [["--url", "http://localhost", "--timeout", "0"], '--timeout: "0" is not a number of seconds'],
])("rejects %j", async ([args, message]) => {
  const { code, out, err } = await run(args);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^contract-fixture: /);
  expect(err).toContain(message);
  expect(err).not.toContain("secret\n");
});

test("rejects a file without a token", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "token-"));
  const file = join(folder.path, "token");
  await writeFile(file, "\n");
  const gitlab = await startGitLab();
  const { code, err } = await run(["--url", gitlab.url, "--token-file", file], { token: gitlab.token });
  expect({ code, err }).toEqual({ code: 1, err: `contract-fixture: ${file}: has no token\n` });
  expect(gitlab.requests()).toEqual([]);
});

test("warns if the token is not encrypted, and does not follow redirects", async () => {
  const gitlab = await startGitLab();
  const tokens: unknown[] = [];
  const url = await startFrontServer(gitlab, async ({ headers }) => {
    tokens.push(headers["private-token"]);
    return { status: 301, headers: { location: "https://gitlab.example.com/" }, body: "" };
  });
  const { code, err } = await run(["--url", url.replace("127.0.0.1", "0.0.0.0")], { token: gitlab.token });
  expect({ code, tokens }).toEqual({ code: 1, tokens: [undefined] });
  expect(err).toMatch(/^contract-fixture: warning: the token is sent to 0\.0\.0\.0:\d+ without encryption\n/);
  expect(err).toContain("redirects to https://gitlab.example.com/: give the URL of the GitLab itself");
});

test("prints its options", async () => {
  expect((await run(["--help"])).out).toContain("--target-group GROUP");
});

test("exits with status 1 if nothing could be tried", async () => {
  const { code, out } = await run(["--url", (await startGitLab()).url, "--fact", "token-expired"]);
  expect(out).toContain("0 hold, 0 differ, 1 not tried\n");
  expect(code).toBe(1);
});

test("--timeout is the time limit of each request in seconds", async () => {
  const url = await startFrontServer(await startGitLab(), () => new Promise(() => {}));
  const { code, err } = await run(["--url", url, "--timeout", "1"]);
  expect({ code, err }).toEqual({
    code: 1,
    err: "contract-fixture: GET /projects/0: no response within 1 s\n",
  });
});
