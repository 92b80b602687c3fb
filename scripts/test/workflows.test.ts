import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseYaml } from "../lib/yaml.ts";
import { root } from "./helpers.ts";

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: Readonly<Record<string, string>> }>>;
}

const files = globSync(".github/workflows/*.yml", { cwd: root });
const read = (file: string): string => readFileSync(join(root, file), "utf8");

test("there are workflows", () => {
  expect(files).toContain(join(".github", "workflows", "release.yml"));
});

test.each(files)("%s uses actions of one commit each, with their versions", (file) => {
  const actions = [...read(file).matchAll(/uses: (.*)$/gm)].map(([, action = ""]) => action);
  const unpinned = actions.filter(
    (action) => !/^(\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(action),
  );
  expect(unpinned).toEqual([]);
});

test.each(files)("%s may only read, except in the jobs that release", (file) => {
  const { permissions, jobs } = parseYaml(read(file), file) as Workflow;
  expect(permissions).toEqual({ contents: "read" });
  const writing = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
  expect(Object.fromEntries(writing.map(([name, job]) => [name, job.permissions]))).toEqual(
    file.endsWith("release.yml")
      ? {
          version: { contents: "write", "pull-requests": "write" },
          publish: { contents: "write", "id-token": "write" },
        }
      : {},
  );
});

test("both platforms run the scripts of this repository", () => {
  const { scripts }: { scripts: object } = JSON.parse(read("package.json"));
  for (const file of [...files, ".gitlab-ci.yml"]) {
    const names = [...read(file).matchAll(/\bpnpm(?:@[\d.]+)? ([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
    expect(
      names.filter((name) => name !== "install" && !(name in scripts)),
      file,
    ).toEqual([]);
  }
  for (const file of [".github/workflows/release.yml", ".gitlab-ci.yml"]) {
    expect(read(file)).toContain("pnpm release");
  }
});

test("every check of this repository runs on each change", () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
  const checks = Object.keys(scripts).filter((name) => name.startsWith("check:") || name.startsWith("lint"));
  const words = `${scripts["checks"]} ${read(".ci/run")}`.split(/\s+/);
  expect(checks.filter((name) => !words.includes(name))).toEqual(["lint:fix"]);
});

test("the version of pnpm is the same everywhere", () => {
  const { packageManager }: { packageManager: string } = JSON.parse(read("package.json"));
  for (const file of [...files, ".gitlab-ci.yml", ".ci/run", "README.md", "CONTRIBUTING.md"]) {
    for (const [version] of read(file).matchAll(/pnpm@[\d.]+/g)) expect(version, file).toBe(packageManager);
  }
});
