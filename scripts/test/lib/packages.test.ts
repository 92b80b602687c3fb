import { expect, test } from "vitest";
import { listPublicPackages } from "../../lib/packages.ts";
import { createDirectory } from "../helpers.ts";

const list = async (files: Record<string, object | null>) => {
  const texts = Object.entries(files).map(([name, content]) => [
    `packages/${name}/package.json`,
    JSON.stringify(content),
  ]);
  const packages = listPublicPackages(await createDirectory(Object.fromEntries(texts)));
  return packages.map(({ name, version, directory }) => `${name} ${version} ${directory}`);
};

const one = { name: "one", version: "1.0.0" };

test("public packages are listed, each after all that it depends on", async () => {
  expect(
    await list({
      a: { ...one, name: "a", dependencies: { c: "1", external: "1" } },
      b: { ...one, name: "b", private: true },
      c: { ...one, name: "c", dependencies: { d: "1" } },
      d: { ...one, name: "d", private: false, devDependencies: { a: "1" } },
    }),
  ).toEqual(["d 1.0.0 packages/d", "c 1.0.0 packages/c", "a 1.0.0 packages/a"]);
});

test("a repository without public packages is refused", async () => {
  await expect(list({ b: { ...one, private: true } })).rejects.toThrow("packages: no public package");
});

test.for([
  { version: "1.0.0" },
  { name: "x" },
  { name: 1, version: "1.0.0" },
  { name: "x", version: 1 },
  null,
])("%j is no package", async (manifest) => {
  await expect(list({ a: manifest })).rejects.toThrow("packages/a/package.json: has no name or version");
});
