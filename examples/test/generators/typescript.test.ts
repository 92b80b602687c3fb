// @module-tag slow
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Result, run } from "../run.ts";
import { expectCallsToWork } from "./calls.ts";
import { recipes, Workspace } from "./workspace.ts";

/** The command of each recipe. */
const commands: Readonly<Record<string, string>> = {
  "hey-api": "openapi-ts",
  orval: "orval",
  oazapfts: "oazapfts openapi.yaml client.ts",
  "swagger-typescript-api":
    "swagger-typescript-api generate --path openapi.yaml --name client.ts --module-name-first-tag",
};
const names = Object.keys(commands);
const operations = [
  "getJobTokenScope",
  "updateJobTokenScope",
  "listAllowedProjects",
  "allowProject",
  "disallowProject",
  "listAllowedGroups",
  "allowGroup",
  "disallowGroup",
  "getProject",
  "getGroup",
  "listGroupProjects",
];

let workspace: Workspace;
const generated = new Map<string, Result>();
let compiled: Result;

beforeAll(async () => {
  workspace = await Workspace.create(names);
  for (const [name, command] of Object.entries(commands)) {
    generated.set(name, await workspace.generate(name, command));
  }
  // swagger-typescript-api's client asks the compiler to skip it.
  const file = join(workspace.directory, "swagger-typescript-api/client.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace("// @ts-nocheck", ""));
  compiled = await workspace.compile();
});
afterAll(() => workspace[Symbol.asyncDispose]());

/** The text of the client that a recipe generated. */
async function readClient(name: string): Promise<string> {
  const folder = join(workspace.directory, name);
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => /^client.*\.ts$/.test(file));
  return (await Promise.all(sources.map((file) => readFile(join(folder, file), "utf8")))).join("\n");
}

test.for(names)("%s generates a client, and does not use the network", (name) => {
  expect(generated.get(name)).toMatchObject({ code: 0 });
});

test("a generator that used the network would fail", async () => {
  await writeFile(
    join(workspace.directory, "hey-api/openapi-ts.config.js"),
    'await fetch("http://127.0.0.1");',
  );
  const { code, err } = await workspace.generate("hey-api", "openapi-ts --file openapi-ts.config.js");
  expect(err).toContain("network access");
  expect(code).toBe(70);
});

test("the clients compile in strict mode", () => {
  expect(compiled).toEqual({ code: 0, out: "", err: "" });
});

test.for(names)("%s: the calls work, with a path as the ID", async (name) => {
  await expectCallsToWork((env) =>
    run(process.execPath, [`dist/${name}/calls.js`], { cwd: workspace.directory, env }),
  );
});

test.for(names)("%s: the names are pleasant", async (name) => {
  const text = await readClient(name);
  for (const operation of operations) expect(text).toMatch(new RegExp(`\\b${operation}\\b\\s*[=:(<]`));
  const identifiers = [...new Set(text.match(/\b[A-Za-z_$][\w$]*\b/g))];
  expect(identifiers.filter((identifier) => /get_?get/i.test(identifier))).toEqual([]);
  expect(identifiers.filter((identifier) => /^gitlabcom./i.test(identifier))).toEqual([]);
  expect(identifiers.filter((identifier) => identifier.length > 40)).toEqual([]);
});

test("the page of the recipes has the commands, and the versions of this workspace", async () => {
  const page = await readFile(join(recipes, "README.md"), "utf8");
  for (const command of Object.values(commands)) expect(page).toContain(`\nnpx ${command}\n`);

  const { devDependencies } = JSON.parse(await readFile(join(recipes, "../package.json"), "utf8"));
  const installed = [...page.matchAll(/^npm install (?:--save-dev )?(\S+)@(\S+)$/gm)];
  expect(installed).toHaveLength(5);
  for (const [, name = "", version] of installed) expect(devDependencies).toHaveProperty([name], version);
});
