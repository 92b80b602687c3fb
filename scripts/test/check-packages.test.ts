import { describe, expect, test } from "vitest";
import { checkPackages } from "../check-packages/command.ts";
import { findContentProblems } from "../check-packages/contents.ts";
import { findManifestProblems } from "../check-packages/manifest.ts";
import { listPublicPackages } from "../lib/packages.ts";
import { createDirectory, root, run } from "./helpers.ts";

const directory = "packages/facade";
const [manifest = {}] = listPublicPackages(root)
  .filter((each) => each.directory === directory)
  .map((each) => each.manifest);

describe("package.json", () => {
  test("the packages of this repository have what they need", () => {
    expect(findManifestProblems(manifest, directory)).toEqual([]);
  });

  test.each([
    ["homepage", undefined, '"homepage" is missing'],
    ["homepage", "https://example.com", '"homepage" has to lead to packages/facade'],
    ["bugs", undefined, '"bugs" is missing'],
    ["repository", { directory: "packages/other" }, '"repository.directory" has to be "packages/facade"'],
    ["sideEffects", undefined, '"sideEffects" is missing'],
    ["keywords", [], '"keywords" is missing'],
    ["type", "commonjs", '"type" has to be "module"'],
    ["engines", {}, '"engines.node" is missing'],
    ["exports", undefined, '"exports" is missing'],
    ["publishConfig", { access: "restricted" }, '"publishConfig.access" has to be "public"'],
    ["exports", { ".": {} }, '"exports" lacks "./package.json"'],
    ["files", ["dist"], '"files" lacks "CHANGELOG.md"'],
    ["scripts", { prepublishOnly: "node check-publishable.ts" }, '"scripts.prepack" has to build'],
    ["scripts", { prepack: "build" }, '"scripts.prepublishOnly" has to run'],
    ["publishConfig", { access: "public", provenance: true }, "NPM_CONFIG_PROVENANCE"],
  ])("%s: %j is reported", (field, value, problem) => {
    const problems = findManifestProblems({ ...manifest, [field]: value }, directory);
    expect(problems.join("\n")).toContain(problem);
  });
});

describe("the files of a tarball", () => {
  const files: Record<string, string> = {
    LICENSE: "",
    "README.md": "",
    "CHANGELOG.md": "",
    "package.json": "{}",
    "src/a.ts": "",
    "dist/a.js": "//# sourceMappingURL=a.js.map",
    "dist/a.js.map": JSON.stringify({ sources: ["../src/a.ts"] }),
    "dist/libraries/b.js": "",
  };
  const find = (changes: Record<string, string>, without = ""): string[] => {
    const all = { ...files, ...changes };
    const names = Object.keys(all).filter((name) => name !== without);
    return findContentProblems({ files: names, read: (name) => all[name] ?? "" });
  };

  test("sources, what was compiled from them, libraries and metadata belong there", () => {
    expect(find({})).toEqual([]);
  });

  test.each([
    "dist/old.js",
    "dist/old.d.ts.map",
    "src/.DS_Store",
    "test/a.ts",
    "tsconfig.json",
    "src/a.test.ts",
  ])("%s is a stray file", (name) => {
    expect(find({ [name]: "{}" })).toEqual([`${name} is a stray file`]);
  });

  test("a license has to be there", () => {
    expect(find({}, "LICENSE")).toEqual(["LICENSE is missing"]);
  });

  test("a source map that is missing, or names a source that is missing, is reported", () => {
    expect(find({}, "dist/a.js.map")).toEqual([
      "dist/a.js names the source map dist/a.js.map, which is missing",
    ]);
    expect(find({ "dist/a.js.map": JSON.stringify({ sources: ["../lib/a.ts"] }) })).toEqual([
      "dist/a.js.map names the source lib/a.ts, which is missing",
    ]);
    const embedded = JSON.stringify({ sources: ["../lib/a.ts"], sourcesContent: [""] });
    expect(find({ "dist/a.js.map": embedded })).toEqual([]);
  });
});

test("packages are listed after those that they depend on; private ones are not listed", async () => {
  const write = (name: string, more: object): string => JSON.stringify({ name, version: "1.0.0", ...more });
  const cwd = await createDirectory({
    "packages/a/package.json": write("a", { dependencies: { b: "workspace:^" } }),
    "packages/b/package.json": write("b", {}),
    "packages/c/package.json": write("c", { private: true }),
    "packages/d/README.md": "",
  });
  expect(listPublicPackages(cwd).map(({ name }) => name)).toEqual(["b", "a"]);
});

describe("pnpm check:packages", { tags: ["slow", "mutants"] }, () => {
  const complete = {
    ...manifest,
    name: "sample",
    version: "1.0.0",
    homepage: "https://example.com/packages/sample",
    repository: {
      type: "git",
      url: "git+https://github.com/example/sample.git",
      directory: "packages/sample",
    },
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    files: ["CHANGELOG.md", "dist", "src"],
    dependencies: {},
    devDependencies: {},
  };
  const check = async (changes: Record<string, string>) => {
    const cwd = await createDirectory({
      "packages/sample/package.json": JSON.stringify(complete),
      "packages/sample/README.md": "This package has ES modules only.",
      "packages/sample/LICENSE": "MIT",
      "packages/sample/src/index.ts": "export const one: number = 1;",
      "packages/sample/dist/index.js": "export const one = 1;",
      "packages/sample/dist/index.d.ts": "export declare const one: number;",
      ...changes,
    });
    return run(checkPackages, [], { cwd });
  };

  test("accepts a complete package", async () => {
    expect(await check({})).toMatchObject({
      status: 0,
      stdout: "check:packages: 1 packages can be published\n",
    });
  });

  test("reports an entry that does not exist, types that are not found, and a README that does not say ES modules only", async () => {
    const wrong = { ...complete, exports: { ...complete.exports, ".": { default: "./dist/main.js" } } };
    const { status, stderr } = await check({
      "packages/sample/package.json": JSON.stringify(wrong),
      "packages/sample/README.md": "A package.",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("./dist/main.js but the file does not exist");
    expect(stderr).toContain('README.md: does not say "ES modules only"');
    expect(stderr).toContain(".: Resolution failed (node16-esm)");
  });
});
