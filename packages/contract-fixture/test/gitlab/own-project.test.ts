import { expect, test } from "vitest";
import { ruleViolation, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);

test("[list-own-project] the project itself is listed and counted", async () => {
  const { call } = await start();
  const { body, headers } = await call(`GET ${list}`);
  expect({ ids: ids(body), total: headers.get("x-total") }).toEqual({ ids: [1], total: "1" });
});

test("[own-project-added] [list-own-project-twice] the project is listed and counted twice if it was added", async () => {
  const { gitlab, call } = await start();
  await call(`POST ${list}`, { body: { target_project_id: 2 } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 1 } })).toMatchObject({ status: 201 });
  const { body, headers } = await call(`GET ${list}`);
  expect({ ids: ids(body), total: headers.get("x-total") }).toEqual({ ids: [1, 1, 2], total: "3" });
  expect(gitlab.violations()).toEqual([]);
});

test("[own-project-refused] rejects adding a project to its own allowlist in 18.0", async () => {
  const { gitlab, call } = await start({ gitlab: "18.0" });
  expect(await call(`POST ${list}`, { body: { target_project_id: 1 } })).toMatchObject(
    ruleViolation("Validation failed: Target project can't be the same as the source project"),
  );
  expect(gitlab.state().projects[0]?.allowedProjects).toEqual([]);
  expect(await call(`POST ${list}`, { body: { target_project_id: 2 } })).toMatchObject({ status: 201 });
});

test.for(["18.0", "18.8", "19.1"] as const)(
  "[own-project-kept] rejects removing the project itself in %s",
  async (version) => {
    for (const allowedProjects of [[], [1]]) {
      const seed = { projects: [{ id: 1, path: "group/app", allowedProjects }] };
      const { gitlab, call } = await start({ gitlab: version, seed });
      expect(await call(`DELETE ${list}/1`)).toMatchObject(
        ruleViolation("Source project cannot be removed from the job token scope"),
      );
      expect(gitlab.state().projects[0]?.allowedProjects).toEqual(allowedProjects);
    }
  },
);
