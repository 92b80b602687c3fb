import { expect, test } from "vitest";
import { bundle } from "./bundle.js";

test("a bundle for browsers imports nothing of Node, and holds only the facade and its client", async () => {
  const code = 'export { createGitLab } from "@gitlab-job-token-scope/facade";';
  const { code: bundled, inputs, imports } = await bundle({ code });
  expect(imports).toEqual([]);
  expect(/["'`]node:|\brequire\(|\bBuffer\b/.exec(bundled)?.[0]).toBeUndefined();
  const others = inputs.filter(
    (path) => !/^dist\/|\/openapi-client\/dist\/|\/openapi-fetch\/dist\//.test(path),
  );
  expect(others).toEqual(["<stdin>"]);
});
