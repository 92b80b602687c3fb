import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeIo, makeFolder, runAgainst, runWith, startGitLab } from "./helpers.js";

const here = () => new FakeIo({});

describe("help", () => {
  test.for([
    [["--help"], "show"],
    [["-h"], "report"],
    [["show", "--help"], "gitlab-job-token-scope show group/app"],
    [["report", "merge", "-h"], "gitlab-job-token-scope report merge plan-*.ndjson"],
    [["completion", "--help"], "gitlab-job-token-scope completion bash"],
  ] as const)("%j goes to standard output", async ([args, text]) => {
    const { status, out, err } = await runWith(here(), ...args);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain(text);
  });

  test("--version prints the version", async () => {
    const { status, out } = await runWith(here(), "--version");
    expect(status).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("what is not understood is a usage error", () => {
  test.for([
    [["shwo"], /shwo.*show/s],
    [["constructor", "--help"], /constructor/],
    [["show"], /project/],
    [["show", "group/app", "--formt", "json"], /formt/],
    [["show", "group/app", "--format", "xml"], /xml/],
    [["audit", "--concurrency", "0", "group/app"], /expected a number from 1 to 9999/],
    [["audit", "--concurrency", "10000", "group/app"], /expected a number from 1 to 9999/],
    [["audit", "--concurrency", "1x", "group/app"], /expected a number from 1 to 9999/],
    [["completion", "csh"], /csh/],
  ] as const)("%j", async ([args, message]) => {
    const { status, out, err } = await runWith(here(), ...args);
    expect({ status, out }).toEqual({ status: 64, out: "" });
    expect(err).toMatch(message);
  });

  test("9999 projects can be under way at a time", async () => {
    const server = await startGitLab();
    expect(await runAgainst(server, "audit", "2", "--concurrency", "9999")).toMatchObject({ status: 0 });
  });

  test.for([
    "--token=x",
    "--token",
    "-token",
    "--private-token=x",
    "--Access-Token",
    "--job-token=x",
    "glpat-abcdefghijklmnopqrst",
  ])("a token as the argument %s, which is not shown", async (argument) => {
    const { status, out, err } = await runWith(here(), "show", "group/app", argument);
    expect({ status, out }).toEqual({ status: 64, out: "" });
    expect(err).toMatch(/^A token is not taken as an argument: .*\n$/);
    expect(err).not.toContain("abcdefgh");
  });

  test("--token-file is no token", async () => {
    const { err } = await runWith(here(), "show", "group/app", "--token-file", "none");
    expect(err).not.toContain("A token is not taken");
  });
});

describe("completion", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.for(["bash", "zsh", "fish"])("has a script for %s, which asks the command", async (shell) => {
    const log = vi.spyOn(console, "log").mockReturnValue();
    expect(await runWith(here(), "completion", shell)).toMatchObject({ status: 0 });
    const script = log.mock.calls.flat().join("\n");
    expect(script).toContain(shell);
    expect(script).toContain("gitlab-job-token-scope complete --");
  });

  const complete = async (...words: string[]) => (await runWith(here(), "complete", "--", ...words)).out;

  test("proposes commands, with what they do, and no files", async () => {
    const lines = (await complete("")).split("\n");
    expect(lines.map((line) => line.split("\t")[0])).toContain("restrict");
    expect(lines.slice(-2)).toEqual([":4", ""]);
    expect(await complete("sho")).toMatch(/^show\t.+\n:4\n$/);
    expect(await complete("completion", "")).toMatch(/^bash\t.*\nzsh\t.*\nfish\t.*\n:4\n$/);
  });

  test("proposes options after a dash only, and files where nothing is known", async () => {
    expect(await complete("plan", "")).toBe(":0\n");
    const options = await complete("plan", "--");
    expect(options).toMatch(/^--report\t/m);
    expect(options).toMatch(/:4\n$/);
  });
});

describe("output that cannot be written", () => {
  /** An output that fails with a code. */
  const ioWith = (io: FakeIo, code: string) =>
    Object.assign(io, {
      stdout: Object.assign(
        new Writable({
          write: (_chunk, _encoding, done) => done(Object.assign(new Error("write failed"), { code })),
        }),
        { isTTY: false },
      ),
    });

  test("a closed pipe ends a command without a word", async () => {
    expect(await runWith(ioWith(here(), "EPIPE"), "--help")).toEqual({ status: 1, out: "", err: "" });
  });

  test("a full disk, or anything else, is a failure with a reason", async () => {
    for (const [code, reason] of [
      ["ENOSPC", "no space is left on the device"],
      ["EIO", "write failed"],
    ] as const) {
      const { status, err } = await runWith(ioWith(here(), code), "--help");
      expect({ status, err }).toEqual({
        status: 1,
        err: `Standard output cannot be written: ${reason}\n`,
      });
    }
  });

  test("a run over many projects begins no more, and is not reported as whole", async () => {
    const server = await startGitLab();
    const report = join(await makeFolder(), "r.ndjson");
    const io = ioWith(new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }), "EPIPE");
    const options = ["--no-targets", "--concurrency", "1", "--format", "ndjson", "--report", report];
    const args = ["audit", "1", "2", "42", "43", ...options];
    expect(await runWith(io, ...args)).toEqual({ status: 1, out: "", err: "" });
    expect(server.requests().some(({ path }) => path.includes("/projects/43/job_token_scope"))).toBe(false);
    expect(await readFile(report, "utf8")).not.toContain('"end"');
  });

  test("a report on a full disk ends the run with the reason", async () => {
    const server = await startGitLab();
    const { status, err } = await runAgainst(server, "audit", "1", "2", "--report", "/dev/full");
    expect({ status, err }).toEqual({
      status: 1,
      err: "/dev/full: the report cannot be written: no space is left on the device\n",
    });
    expect(server.requests()).toEqual([]);
  });
});

test("a file that cannot be read or written is a usage error with its name", async () => {
  const server = await startGitLab();
  const folder = await makeFolder();
  const file = join(folder, "a.yml");
  await writeFile(file, "version: 1\nprojects: {}\n");
  const none = join(folder, "none");
  for (const [reason, ...args] of [
    [`${none}: there is no such file`, "plan", none],
    [`${folder}: it is a directory`, "plan", folder],
    [`${file}/x: a part of the path is not a directory`, "plan", `${file}/x`],
    [`${none}: there is no such file`, "apply", "--yes", "--plan", none],
    [`${none}/r: the report cannot be written: there is no such file`, "plan", file, "--report", `${none}/r`],
    [`${folder}: the report cannot be written: it is a directory`, "plan", file, "--report", folder],
  ] as [string, ...string[]][]) {
    const { status, err } = await runAgainst(server, ...args);
    expect({ status, err }, args.join(" ")).toEqual({ status: 64, err: `${reason}\n` });
  }
  expect(server.requests()).toEqual([]);
});

test("each format has what a run is about", async () => {
  const server = await startGitLab();
  for (const [format, expected] of [
    ["text", "1 project audited: 0 with findings"],
    ["json", '"path": "group/library"'],
    ["ndjson", '"path":"group/library"'],
    ["markdown", "### Job token scope: no findings"],
    ["junit", "<testsuites "],
    ["html", "<title>Job token scopes: audit of 1 project</title>"],
  ] as const) {
    const { status, out } = await runAgainst(server, "audit", "group/library", "--format", format);
    expect({ status, isThere: out.includes(expected) }, `${format}: ${out.slice(0, 300)}`).toEqual({
      status: 0,
      isThere: true,
    });
  }
});

test("--verbose logs each request, its attempts, and where address and token come from", async () => {
  const server = await startGitLab();
  server.script("getJobTokenScope", [
    { status: 502, body: "" },
    { status: 429, headers: { "retry-after": "0" }, body: "Retry later" },
    { status: 200, headers: { "x-request-id": "01KB0Q" }, body: { inbound_enabled: true } },
  ]);
  const { err } = await runAgainst(server, "show", "2", "--verbose");
  expect(err).toContain(`GitLab: ${server.url}, from GITLAB_URL\nToken: from GITLAB_TOKEN\n`);
  const { method, path } = { method: "GET", path: "/api/v4/projects/2/job_token_scope" };
  const lines = err.split("\n").filter((line) => line.startsWith(`${method} ${server.url}${path} `));
  expect(lines.map((line) => line.slice(`${method} ${server.url}${path} `.length))).toEqual([
    expect.stringMatching(/^502 \(\d+ ms\)$/),
    expect.stringMatching(/^429 \(\d+ ms, attempt 2\)$/),
    expect.stringMatching(/^200 \(\d+ ms, attempt 3, request 01KB0Q\)$/),
  ]);
  expect(err).toMatch(/^waiting \ds for GitLab's rate limit$/m);
  expect((await runAgainst(server, "show", "group/library")).err).toBe("");
});
