import { ResponseError } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const moved = { scenario: "moved-project" } as const;
const scope = "/projects/1/job_token_scope";

test("a read by an old path is followed to the number", async () => {
  const { server, gitlab } = await start(moved);
  const { jobTokenScope } = gitlab.project("old/app");
  expect((await jobTokenScope.get()).inboundEnabled).toBe(true);
  expect(await jobTokenScope.allowlist.first()).toMatchObject({
    id: 1,
    path: "group/app",
    isSourceProject: true,
  });
  expect(sent(server)).toEqual([
    "GET /projects/old%2Fapp/job_token_scope",
    `GET ${scope}`,
    "GET /projects/old%2Fapp",
    "GET /projects/1",
    `GET ${scope}/allowlist?page=1&per_page=1`,
  ]);
});

test("entries are added and removed by an old path, and it is looked up once", async () => {
  const { server, gitlab } = await start(moved);
  const { allowlist } = gitlab.project("old/app").jobTokenScope;
  await allowlist.create({ targetProjectId: 42 });
  await allowlist.delete(42);
  expect(sent(server)).toEqual([
    "GET /projects/old%2Fapp",
    "GET /projects/1",
    `POST ${scope}/allowlist`,
    `DELETE ${scope}/allowlist/42`,
  ]);
});

test("an old path names a target too", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app" },
      { id: 42, path: "group/tool", formerPaths: ["old/tool"] },
    ],
  };
  const { gitlab } = await start({ seed });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  expect(await allowlist.ensurePresent("old/tool")).toBe(true);
  expect(await allowlist.ensurePresent("group/tool")).toBe(false);
  expect(await allowlist.ensureAbsent("old/tool")).toBe(true);
});

test("a PATCH by an old path fails with the number, which then works", async () => {
  const { server, gitlab } = await start(moved);
  const error = await errorOf(() => gitlab.project("old/app").jobTokenScope.update({ enabled: false }));
  expect(error).toMatchObject({
    name: "ResponseError",
    code: "project_moved",
    method: "PATCH",
    path: "/projects/{id}/job_token_scope",
    status: 405,
    attempts: 1,
    details: { message: "Non GET methods are not allowed for moved projects" },
    projectId: 1,
  });
  expect(error.message).toContain("Its number is 1.");
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: "project_moved", projectId: 1 });
  expect(server.state()).toMatchObject({ projects: [{ id: 1, inboundEnabled: true }, {}] });
  expect(sent(server)).toEqual([
    "PATCH /projects/old%2Fapp/job_token_scope",
    "GET /projects/old%2Fapp",
    "GET /projects/1",
  ]);

  if (!(error instanceof ResponseError) || error.projectId === undefined) throw error;
  const scopeNow = await gitlab.project(error.projectId).jobTokenScope.update({ enabled: false });
  expect(scopeNow.inboundEnabled).toBe(false);
});

test.for([
  ["is refused", { status: 404, body: { message: "404 Project Not Found" } }],
  ["fails", { status: 502 }],
  ["has its connection reset", { drop: "before" }],
  ["is answered with a page", { html: "<html>Sign in</html>" }],
  ["takes too long", { delayMs: 60_000 }],
] as const)(
  "when the lookup of the number %s, the failure of the write is told all the same",
  async ([, answer]) => {
    const { server, gitlab } = await start(moved, { timeoutMs: 500 });
    server.script("getProject", [answer]);
    const error = await errorOf(() => gitlab.project("old/app").jobTokenScope.update({ enabled: false }));
    expect(error).toMatchObject({ code: "project_moved", status: 405, projectId: undefined });
    expect(JSON.stringify(error)).not.toContain("projectId");
    expect(sent(server).filter((request) => request.startsWith("GET")).length).toBeLessThan(2);
  },
);

test("an error that is no move has no number", async () => {
  const { gitlab } = await start();
  const error = await errorOf(() => gitlab.project("old/app").jobTokenScope.update({ enabled: false }));
  expect(error).toMatchObject({ code: "not_found", projectId: undefined });
});
