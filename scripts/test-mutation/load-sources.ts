/**
 * Loads all sources of the workspace before its tests. What a source does when it is loaded would otherwise count as executed by the
 * test that happens to load it first, and only this test would run for its mutants.
 */
import { glob } from "node:fs/promises";
import { join, resolve } from "node:path";

const sources = resolve(process.env["MUTATED_WORKSPACE"] ?? "", "src");

/** Those that start the command or need a browser, and declarations. */
const left = /^page\/browser\/|^main\.ts$|\.d\.ts$/;

for await (const file of glob("**/*.ts", { cwd: sources })) {
  if (!left.test(file)) await import(join(sources, file));
}
