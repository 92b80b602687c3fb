import { cp, mkdtemp, rm } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as facade from "@gitlab-job-token-scope/facade";
import { isJobTokenScopeError } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test } from "vitest";
import { connect, errorOf, start } from "../helpers.js";

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test("the type guards recognize errors of another copy of the package, and instanceof does not", async () => {
  // Inside node_modules, so that the copy finds what it depends on.
  const folder = await mkdtemp(fileOf("node_modules/copy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const part of ["dist", "src"]) await cp(fileOf(part), `${folder}/${part}`, { recursive: true });
  const copy: typeof facade = await import(pathToFileURL(`${folder}/dist/index.js`).href);
  const { server } = await start();
  const ofCopy = copy.createGitLab({ url: server.url, token: "glpat-unknown" });
  const error = await ofCopy
    .project(1)
    .jobTokenScope.get()
    .catch((reason: unknown) => reason);
  expect(error).not.toBeInstanceOf(facade.JobTokenScopeError);
  expect(isJobTokenScopeError(error) && error.code).toBe("unauthorized");
  expect(facade.isResponseError(error) && error.status).toBe(401);
  expect(facade.isConnectionError(error)).toBe(false);
  const here = await errorOf(() => connect(server).project(99).jobTokenScope.get());
  expect(here).not.toBeInstanceOf(copy.JobTokenScopeError);
  expect(copy.isJobTokenScopeError(here) && here.code).toBe("not_found");
  for (const other of [new Error("no"), null, undefined, "no", {}, { name: "ConnectionError" }]) {
    expect(copy.isJobTokenScopeError(other)).toBe(false);
    expect(facade.isJobTokenScopeError(other)).toBe(false);
    expect(facade.isConnectionError(other)).toBe(false);
    expect(facade.isResponseError(other)).toBe(false);
  }

  await server.close();
  const lost = await ofCopy
    .project(1)
    .jobTokenScope.get({ retry: { limit: 0 } })
    .catch((reason: unknown) => reason);
  expect(facade.isConnectionError(lost) && lost.attempts).toBe(1);
  expect(facade.isResponseError(lost)).toBe(false);
});
