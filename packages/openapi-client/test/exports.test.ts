import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every schema of the document is exported, so that an inferred type can be named", () => {
  const read = (file: string): string => readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");
  const declared = [...read("generated/openapi.ts").matchAll(/^export (?:interface|type) ([A-Z]\w*)/gm)];
  const exported = new Set(
    /export type \{([^}]*)\} from "\.\/generated\/openapi\.js"/.exec(read("index.ts"))?.[1]?.match(/\w+/g),
  );
  expect(declared.length).toBeGreaterThan(10);
  expect(declared.map(([, name]) => name).filter((name) => !exported.has(name ?? ""))).toEqual([]);
});
