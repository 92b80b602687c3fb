import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkSize } from "../check-size/command.ts";
import { entries } from "../check-size/entries.ts";
import { measure } from "../check-size/measure.ts";
import { createDirectory, run, toLines } from "./helpers.ts";

/** A folder with a module whose text cannot be compressed, of so many bytes. */
async function folderWith(bytes: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "check-size-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  let seed = 1;
  const text = Array.from({ length: bytes }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (seed % 26));
  }).join("");
  await writeFile(join(folder, "large.js"), `export const large = "${text}"; export const small = 1;`);
  return folder;
}

test("an entry costs what its bundle has, gzipped", async () => {
  const folder = await folderWith(10_000);
  const size = await measure(folder, { name: "large", code: 'export * from "./large.js";', budget: 1 });
  expect(size).toBeGreaterThan(5);
  expect(size).toBeLessThan(7);
});

test("what is not imported costs nothing, and neither does what the app has anyway", async () => {
  const folder = await folderWith(10_000);
  const small = 'export { small } from "./large.js";';
  expect(await measure(folder, { name: "small", code: small, budget: 1 })).toBeLessThan(0.1);
  const both = { name: "both", code: 'export * from "./large.js";', budget: 1 };
  expect(await measure(folder, { ...both, onTopOf: both.code })).toBe(0);
});

test("each entry has a line with its size and its budget", { tags: ["slow", "mutants"] }, async () => {
  const { status, stdout, stderr } = await run(checkSize);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const [i, line] of toLines(stdout).entries()) {
    expect(line).toMatch(/^check:size: .+: \d+\.\d\d kB of [\d.]+ kB$/);
    expect(line).toContain(` ${entries[i]?.name}: `);
  }
  expect(toLines(stdout)).toHaveLength(entries.length);
});

test("an entry above its budget fails the check", async () => {
  const random = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (Math.sin(i) * 1e6) & 255)).toString(
    "base64",
  );
  const files = ["openapi-client", "facade", "desired-state"].map((name) => [
    `scripts/node_modules/@gitlab-job-token-scope/${name}/index.js`,
    `export const ${name.replace("-", "")} = ${JSON.stringify(name === "facade" ? random : "")};
export const isJobTokenScopeError = 1, isDesiredStateError = 1, applyAll = 1, applyPlan = 1, auditAll = 1, auditProject = 1;
export const formatPlan = 1, parsePlan = 1, planAll = 1, planProject = 1;`,
  ]);
  const cwd = await createDirectory({
    "scripts/node_modules/openapi-fetch/index.js": "export default 1;",
    ...Object.fromEntries(files),
  });
  const { status, stdout, stderr } = await run(checkSize, [], { cwd });
  expect(status).toBe(1);
  expect(toLines(stdout)).toHaveLength(entries.length - 1);
  expect(stderr).toMatch(
    /^check:size: facade: [34]\d\.\d\d kB of 18 kB: make it smaller, or raise the budget in scripts\/check-size\/entries\.ts and say why\n$/,
  );
});
