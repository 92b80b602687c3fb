import { writeFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FakeIo, makeFolder, runWith, startGitLab, world } from "./helpers.js";

test("without an address, a token is not sent anywhere", async () => {
  const { status, err } = await runWith(new FakeIo({ GITLAB_TOKEN: "glpat-test" }), "show", "1");
  expect({ status, err }).toEqual({ status: 64, err: expect.stringContaining("Set GITLAB_URL") });
});

test("in a pipeline, CI_SERVER_URL is the address, unless GITLAB_URL is set", async () => {
  const { url, token } = await startGitLab();
  for (const env of [{ CI_SERVER_URL: url }, { CI_SERVER_URL: "http://127.0.0.1:1", GITLAB_URL: url }]) {
    expect(await runWith(new FakeIo({ ...env, GITLAB_TOKEN: token }), "show", "1")).toMatchObject({
      status: 0,
    });
  }
});

test("a job token gets an error that says what to use", async () => {
  for (const env of [{}, { GITLAB_TOKEN: "" }, { GITLAB_TOKEN: "glcbt-64_x" }]) {
    const io = new FakeIo({
      CI_SERVER_URL: "https://gitlab.example.com",
      CI_JOB_TOKEN: "glcbt-64_x",
      ...env,
    });
    const { status, err } = await runWith(io, "show", "1");
    expect(status).toBe(64);
    expect(err).toMatch(/^CI_JOB_TOKEN cannot be used: .*variable GITLAB_TOKEN\./);
  }
  expect((await runWith(new FakeIo({}), "show", "1")).err).toMatch(
    /^No token was found\. Create a project or group access token .* and pass it in GITLAB_TOKEN or with --token-file, or log in with glab\.\n$/,
  );
});

test("a job token that GitLab repeats is masked, and JSON remains JSON", async () => {
  const server = await startGitLab();
  const env = { GITLAB_URL: server.url, GITLAB_TOKEN: server.token, CI_JOB_TOKEN: "Planted/job" };
  server.script({}, [{ status: 400, body: { message: "C:\\Planted/job" } }], { repeat: true });
  for (const format of ["ndjson", "json"]) {
    const { out } = await runWith(new FakeIo(env), "audit", "1", "--format", format);
    expect(JSON.stringify(JSON.parse(out))).toContain("C:\\\\[masked]");
  }
});

test("a job token gets the reason why the right token is not there", async () => {
  const errorWith = async (env: Record<string, string>) => {
    const io = new FakeIo({
      CI_SERVER_URL: "https://gitlab.example.com",
      CI_JOB_TOKEN: "glcbt-64_x",
      ...env,
    });
    return (await runWith(io, "show", "1")).err;
  };
  const empty = "GITLAB_TOKEN is there, but empty.\n";
  const isProtected = "A protected variable is missing in pipelines of branches that are not protected.\n";
  expect(await errorWith({ GITLAB_TOKEN: "" })).toMatch(new RegExp(` ${empty}$`));
  expect(await errorWith({})).toMatch(new RegExp(` ${isProtected}$`));
  // The job token as the token is neither.
  const copied = await errorWith({ GITLAB_TOKEN: " glcbt-64_x\n" });
  expect(copied).not.toContain(empty);
  expect(copied).not.toContain(isProtected);
  expect(copied).toContain("CI_JOB_TOKEN cannot be used");
});

test("white space around an address or a token does not matter", async () => {
  const { url, token } = await startGitLab();
  const io = new FakeIo({
    GITLAB_URL: ` ${url}\n`,
    GITLAB_TOKEN: ` ${token}\n`,
    CI_JOB_TOKEN: " glcbt-64_x ",
  });
  const { status, err } = await runWith(io, "show", "1", "--verbose");
  expect(status).toBe(0);
  expect(err).toContain(`GitLab: ${url}, from GITLAB_URL\nToken: from GITLAB_TOKEN\n`);
});

test("a token comes from a file, which goes before GITLAB_TOKEN", async () => {
  const { url, token } = await startGitLab();
  const file = join(await makeFolder(), "token");
  const show = () =>
    runWith(new FakeIo({ GITLAB_URL: url, GITLAB_TOKEN: "wrong" }), "show", "1", "--token-file", file);
  await writeFile(file, `${token}\n`);
  expect(await show()).toMatchObject({ status: 0 });
  const verbose = await runWith(
    new FakeIo({ GITLAB_URL: url }),
    "show",
    "1",
    "--token-file",
    file,
    "--verbose",
  );
  expect(verbose.err).toContain(`Token: from ${file}\n`);
  expect(
    await runWith(new FakeIo({ GITLAB_URL: url }), "show", "1", "--token-file", `${file}.none`),
  ).toMatchObject({ status: 64, err: `--token-file ${file}.none: there is no such file\n` });
  await writeFile(file, "\n");
  expect(await show()).toMatchObject({ status: 64, err: expect.stringContaining("the file is empty") });
  await writeFile(file, "two words\n");
  expect(await show()).toMatchObject({ status: 64, err: expect.stringContaining("nothing else") });
});

test("glab's configuration has the token of its host, and the default address", async () => {
  const { url, token } = await startGitLab();
  const { host } = new URL(url);
  const folder = await makeFolder();
  await mkdir(join(folder, "glab-cli"));
  const file = join(folder, "glab-cli", "config.yml");
  const show = (env: Record<string, string> = {}) =>
    runWith(new FakeIo({ XDG_CONFIG_HOME: folder, ...env }), "show", "1", "--verbose");
  await writeFile(file, `host: ${host}\nhosts:\n  ${host}: { api_protocol: http, token: ${token} }\n`);
  const found = await show();
  expect(found).toMatchObject({ status: 0 });
  expect(found.err).toContain(`GitLab: ${url}, and its token: from ${file}\n`);
  expect(found.err).not.toContain(token);
  expect((await show({ GITLAB_URL: url })).err).toContain(`Token: from ${file}\n`);
  // The token is not sent to another host, nor in plain text where glab encrypts.
  expect(await show({ GITLAB_URL: "http://127.0.0.1:1" })).toMatchObject({ status: 64 });
  await writeFile(file, `host: ${host}\nhosts:\n  ${host}: { token: ${token} }\n`);
  expect(await show({ GITLAB_URL: url })).toMatchObject({ status: 64 });
  await writeFile(file, `host: ${host}\nhosts:\n  ${host}: { api_protocol: http }\n`);
  expect((await show()).err).toContain(`has no token for ${host}`);
  await writeFile(file, "hosts: [");
  expect((await show()).err).toContain("is not valid, and is ignored");
});

test.for(["Planted-secret", 'Planted"secret'])(
  "the token %s, which does not look like one of GitLab's, is masked wherever it comes from",
  async (token) => {
    const { url } = await startGitLab({ seed: { ...world, tokens: [{ token, admin: true }] } });
    const folder = await makeFolder();
    const file = join(folder, "token");
    const report = join(folder, "report.ndjson");
    const other = join(folder, "other");
    await writeFile(file, token);
    await writeFile(other, "other");
    await mkdir(join(folder, "glab-cli"));
    const hosts = { [new URL(url).host]: { api_protocol: "http", token } };
    await writeFile(join(folder, "glab-cli", "config.yml"), JSON.stringify({ hosts }));
    for (const [env, ...args] of [
      [{ GITLAB_TOKEN: token }],
      [{ GITLAB_TOKEN: ` ${token}\n` }],
      [{ GITLAB_TOKEN: "other", CI_JOB_TOKEN: ` ${token}\n` }],
      [{ GITLAB_TOKEN: "other", CI_JOB_TOKEN: token }],
      [{}, "--token-file", file],
      // It is not the one that is used.
      [{ GITLAB_TOKEN: token }, "--token-file", other],
      [{ XDG_CONFIG_HOME: folder }],
    ] as const) {
      await writeFile(report, "");
      // Somebody mistook it for a part of the path, which is printed and reported as it was given.
      const command = ["audit", `group/${token}`, "--format", "json", "--report", report, "--verbose"];
      const { out, err } = await runWith(new FakeIo({ GITLAB_URL: url, ...env }), ...command, ...args);
      const written = out + err + (await readFile(report, "utf8"));
      expect(written).toContain("group/[masked]");
      expect(written).not.toContain("Planted");
    }
  },
);

test("a token that replaces another in its file is used from then on, and masked", async () => {
  const tokens = (token: string) => ({ ...world, tokens: [{ token, admin: true }] });
  const server = await startGitLab({ seed: tokens("First-secret") });
  const file = join(await makeFolder(), "token");
  await writeFile(file, "First-secret\n");
  const io = new FakeIo({ GITLAB_URL: server.url });
  io.stdout.once("data", () => {
    writeFileSync(file, "Second-secret\n");
    server.seed(tokens("Second-secret"));
  });
  // The second project may be under way when the token is replaced.
  const projects = ["1", "2", "42", "group/Second-secret"];
  const options = ["--token-file", file, "--concurrency", "1", "--format", "ndjson"];
  const { out } = await runWith(io, "audit", ...projects, ...options);
  const records = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(records.slice(2)).toMatchObject([
    { project: { reference: "42", path: "group/tool" } },
    { project: { reference: "group/[masked]" }, error: { code: "not_found" } },
  ]);
});

test.for(["markdown", "html", "junit", "text", "json", "ndjson"])(
  "a token is masked in --format %s, also where its characters are escaped",
  async (format) => {
    const { url } = await startGitLab();
    for (const token of ["Planted-secret", "glpat-Planted-secret"]) {
      const io = new FakeIo({ GITLAB_URL: url, GITLAB_TOKEN: token });
      const { out } = await runWith(io, "audit", `group/${token}`, "--format", format);
      expect(out).toContain("masked");
      expect(out).not.toContain("Planted");
    }
  },
);
