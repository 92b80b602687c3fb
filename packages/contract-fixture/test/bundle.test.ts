import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { expect, test } from "vitest";

const directory = new URL("../dist/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, directory), "utf8");
const modules = readdirSync(directory, { encoding: "utf8", recursive: true }).filter((file) =>
  file.endsWith(".js"),
);
const licenses = read("libraries/LICENSES.txt");

/** Reads the comments with which esbuild begins each module: `// ../../node_modules/.pnpm/ajv@8.20.0/node_modules/…`. */
function bundledPackages(): string[] {
  const comment = /^\s*\/\/ \S+\/\.pnpm\/((?:@[^/@]+\+)?[^/@]+)@([^/_(]+)/gm;
  const found = modules.flatMap((file) => [...read(file).matchAll(comment)]);
  return [...new Set(found.map(([, name, version]) => `${name?.replace("+", "/")} ${version}`))].sort();
}

test("the license file lists exactly the packages whose code is in dist, with their versions", () => {
  const listed = [...licenses.matchAll(/^ {2}(\S+ \S+) \((?:MIT|Apache-2\.0|BSD-3-Clause)\)$/gm)];
  expect(listed.map(([, title]) => title).sort()).toEqual(bundledPackages());
  expect(bundledPackages()).toContain("@stoplight/prism-http 5.15.11");
});

test("the license file contains the text of each license", () => {
  for (const title of bundledPackages()) {
    const [, text = ""] = licenses.split(`\n${title}\n\n`);
    const [own = ""] = text.split("-".repeat(80));
    expect(own, title).toMatch(/Permission is hereby granted|Apache License|Redistribution and use/);
    expect(own, title).toMatch(/copyright/i);
  }
});

test("dist imports nothing but its own modules, Node's, and optionally vitest, and does not contain telemetry", () => {
  for (const file of modules) {
    const imported = [
      ...read(file).matchAll(
        /^(?:import|export|\}) [^;]*?from "([^"]+)";$|\b(?:__require|import)\("([^"]+)"\)/gm,
      ),
    ];
    const external = imported
      .map(([, name = "", required = name]) => required)
      .filter((name) => !name.startsWith(".") && !isBuiltin(name));
    expect(new Set(external), file).toEqual(new Set(file.startsWith("vitest/create-test") ? ["vitest"] : []));
    expect(read(file)).not.toMatch(/scarf/i);
  }
});
