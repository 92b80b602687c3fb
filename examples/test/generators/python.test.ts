// @module-tag slow
import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../run.ts";
import { expectCallsToWork } from "./calls.ts";
import { recipes, Workspace } from "./workspace.ts";

const command =
  "openapi-python-client generate --path openapi.yaml --config config.yaml --meta none --output-path gitlab_job_token_scope";

const isInstalled =
  spawnSync("openapi-python-client", ["--version"]).status === 0 &&
  spawnSync("python3", ["-c", "import httpx, attrs"]).status === 0;

test("the page of the recipes has the command", async () => {
  expect(await readFile(join(recipes, "README.md"), "utf8")).toContain(`\n${command}\n`);
});

test.skipIf(!isInstalled)(
  "openapi-python-client: the calls work, with a path as the ID (skipped without openapi-python-client)",
  async () => {
    await using workspace = await Workspace.create(["openapi-python-client"]);
    const cwd = join(workspace.directory, "openapi-python-client");
    const [program = "", ...args] = command.split(" ");
    const generated = await run(program, args, { cwd });
    expect(generated, generated.err).toMatchObject({ code: 0 });
    expect(generated.out).not.toContain("WARNING");
    expect(await run("python3", ["-m", "compileall", "-q", "."], { cwd })).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    // Tags and operations are modules.
    const modules = await readdir(join(cwd, "gitlab_job_token_scope/api"), { recursive: true });
    expect(modules).toEqual(
      expect.arrayContaining(["job_token_scope/allow_project.py", "lookup/get_project.py"]),
    );
    await expectCallsToWork((env) => run("python3", ["calls.py"], { cwd, env }));
  },
);
