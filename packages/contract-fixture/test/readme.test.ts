import { readFileSync } from "node:fs";
import { scenarios } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** Reads the rows of the table in a section. */
function readTable(heading: string): string[][] {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  const rows = section.match(/^\| `.*\|$/gm) ?? [];
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

test("the README lists all scenarios with their descriptions", () => {
  expect(readTable("Scenarios")).not.toEqual([]);
  expect(readTable("Scenarios")).toEqual(
    Object.entries(scenarios).map(([name, { when }]) => [`\`${name}\``, when]),
  );
});

test("the README lists the control routes of the OpenAPI document", () => {
  const document = readFileSync(new URL("../openapi/control.yaml", import.meta.url), "utf8");
  const routes = [...document.matchAll(/^ {2}(\/-\/fixture\/[\w/-]+):\n {4}(\w+):/gm)];
  expect(routes).not.toEqual([]);
  expect(readTable("Over HTTP").map(([route]) => route)).toEqual(
    routes.map(([, path, method]) => `\`${method?.toUpperCase()} ${path}\``),
  );
});
