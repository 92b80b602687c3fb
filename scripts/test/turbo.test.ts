import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listPublicPackages } from "../lib/packages.ts";
import { root } from "./helpers.ts";

/** Tasks that read what was built. */
const tasks = ["//#lint", "//#check:knip", "//#check:packages", "//#check:packed"];

test.each(tasks)("%s waits until every public package is built", (task) => {
  const turbo: { tasks: Record<string, { dependsOn?: string[] }> } = JSON.parse(
    readFileSync(join(root, "turbo.json"), "utf8"),
  );
  const builds = listPublicPackages(root).map(({ name }) => `${name}#build`);
  expect(turbo.tasks[task]?.dependsOn, `dependsOn of ${task} in turbo.json`).toEqual(
    expect.arrayContaining(builds),
  );
});
