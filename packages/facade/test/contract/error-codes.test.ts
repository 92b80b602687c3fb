import { readFile } from "node:fs/promises";
import type { ErrorCode } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { type Case, cases } from "../error-codes/cases.js";

const codes = Object.keys(cases) as ErrorCode[];
const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

describe.each(["18.0", "18.8", "19.1"] as const)("on GitLab %s", (version) => {
  test.for(Object.entries(cases) as [ErrorCode, Case][])("%s", async ([code, { fail, fields, words }]) => {
    const error = await fail(version);
    expect(error).toMatchObject({ code, ...fields(version) });
    for (const part of words(version)) expect(error.message).toContain(part);
    const { name, message, method, path, status } = error.toJSON();
    expect(error).toMatchObject({ name, message, code });
    if (method !== undefined) {
      expect(message).toMatch(/^[A-Z]+ \/projects\/\{id\}\/job_token_scope\S*:/);
      expect(message).toContain(`${method} ${path}: ${status ?? ""}`);
    }
  });
});

test("the README, the type and its comment list the same codes", { tags: ["sources"] }, async () => {
  const source = await textOf("src/errors/error-code.ts");
  const documented = [...source.matchAll(/^ \* \| `(\w+)`/gm)].map(([, code]) => code);
  const typed = [...source.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, code]) => code);
  const [, section = ""] = (await textOf("README.md")).split("## Errors");
  const [, rows = ""] = /^\| `code` .*\n\| -.*\n((?:\|.*\n)+)/m.exec(section) ?? [];
  const firstCells = rows.split("\n").map((row) => row.split("|")[1] ?? "");
  const listed = firstCells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, code]) => code));
  for (const found of [documented, typed, listed]) expect(found.toSorted()).toEqual(codes.toSorted());
});

test("ResponseError documents exactly the codes that it has", { tags: ["sources"] }, async () => {
  const source = await textOf("src/errors/response-error.ts");
  const [, sentence = ""] = /`code` is one of ([^/]*)\./.exec(source.replaceAll("\n * ", " ")) ?? [];
  const documented = [...sentence.matchAll(/`(\w+)`/g)].map(([, code]) => code);
  const expected = codes.filter((code) => cases[code].fields("19.1")["name"] === "ResponseError");
  expect(documented.toSorted()).toEqual(expected.toSorted());
});
