import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder, runAgainst, startGitLab } from "../helpers.js";

test("export prints what is, as a file that plans without changes", async () => {
  const server = await startGitLab();
  const { status, out, err } = await runAgainst(server, "export", "--group", "group", "1");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toContain(
    "  group/app:\n    inboundEnabled: false\n    prune: true\n    allow:\n      projects:\n        - group/tool\n",
  );
  const file = join(await makeFolder(), "states.yml");
  await writeFile(file, out);
  expect(await runAgainst(server, "plan", file)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^4 projects planned/),
  });
  expect((await runAgainst(server, "export", "--file", file)).out).toBe(out);
});

test("export leaves out projects that cannot be read, and fails", async () => {
  const server = await startGitLab();
  const { status, out, err } = await runAgainst(server, "export", "group/none", "group/app");
  expect(status).toBe(1);
  expect(out).toContain("group/app:");
  expect(err).toContain("1 of 2 projects could not be read");
});

test("export sorts projects by their path, and names entries by theirs", async () => {
  const { out } = await runAgainst(await startGitLab(), "export", "group/tool", "2", "group/app");
  expect(out.match(/^ {2}\S+(?=:$)/gm)).toEqual(["  group/app", "  group/library", "  group/tool"]);
  expect(out).toContain("      groups:\n        - partner\n");
});

test("export sorts paths in any case alike", async () => {
  const projects = ["a/z", "B/y", "c/x"].map((path, index) => ({ id: index + 1, path }));
  const server = await startGitLab({ seed: { projects } });
  const { out } = await runAgainst(server, "export", "3", "2", "1");
  expect(out.match(/^ {2}\S+(?=:$)/gm)).toEqual(["  a/z", "  B/y", "  c/x"]);
});

test("export prints an empty file for a group without projects, and none if no project could be read", async () => {
  const server = await startGitLab();
  const empty = await runAgainst(server, "export", "--group", "partner");
  expect(empty).toMatchObject({ status: 0, err: "", out: expect.stringContaining("version: 1") });
  const failed = await runAgainst(server, "export", "group/none");
  expect(failed).toMatchObject({ status: 1, out: "" });
  expect(failed.err).toMatch(
    /^group\/none: GET .*404.*\n1 of 1 projects could not be read, and are not in the file\.\n$/,
  );
});

test("export reads the setting and the lists of a project, and looks up no entry", async () => {
  const server = await startGitLab();
  await runAgainst(server, "export", "1");
  expect(server.requests()).toHaveLength(3);
});
