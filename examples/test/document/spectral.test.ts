// @module-tag slow
import { readFile } from "node:fs/promises";
import core, { type RulesetDefinition } from "@stoplight/spectral-core";
import { Yaml } from "@stoplight/spectral-parsers";
import { oas } from "@stoplight/spectral-rulesets";
import { expect, test } from "vitest";
import { file } from "./file.ts";

const spectral = new core.Spectral();
// The packages declare the ruleset with types that differ.
spectral.setRuleset({ extends: [oas as RulesetDefinition] });

/** Spectral's findings, one per line. */
async function lint(text: string): Promise<string[]> {
  const results = await spectral.run(new core.Document(text, Yaml, file));
  return results.map(({ code, path, message }) => `${code} at ${path.join("/")}: ${message}`);
}

test("Spectral has no findings with spectral:oas", async () => {
  expect(await lint(await readFile(file, "utf8"))).toEqual([]);
});

test.for([
  ["scopes of a scheme that has none", "bearer: []", "bearer: [api]", "oas3-operation-security-defined"],
  ["no contact", "  contact:", "  x-contact:", "info-contact"],
] as const)("Spectral would report %s", async ([, from, to, rule]) => {
  const findings = await lint((await readFile(file, "utf8")).replaceAll(from, to));
  expect(findings).toContainEqual(expect.stringContaining(rule));
});
