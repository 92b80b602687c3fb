import { Agent, request } from "node:http";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { start } from "./helpers.js";

const scope = "/projects/1/job_token_scope";

test("serves 500 concurrent connections with several requests each", { tags: ["slow"] }, async () => {
  const { gitlab, call } = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  onTestFinished(() => agent.destroy());
  const send = (method: string, body = "") =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { "private-token": gitlab.token, "content-type": "application/json" };
      request(`${gitlab.apiUrl}${scope}`, { agent, method, headers }, (response) =>
        response.resume().on("end", () => resolve(response.statusCode)),
      )
        .on("error", reject)
        .end(body);
    });
  const clients = Array.from({ length: 500 }, async () => [
    await send("GET"),
    await send("PATCH", '{"enabled":false}'),
    await send("GET"),
    await send("PATCH", '{"enabled":"perhaps"}'),
  ]);
  // All connections are opened before the first response arrives.
  expect(Object.values(agent.sockets).flat()).toHaveLength(500);
  const statuses = await Promise.all(clients);
  expect(new Set(statuses.map(String))).toEqual(new Set(["200,204,200,400"]));
  expect(gitlab.requests()).toHaveLength(2000);
  expect(gitlab.violations()).toHaveLength(500);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: false } });
});

test("supports a seed with 10,000 projects", async () => {
  const projects = Array.from({ length: 10_000 }, (_, i) => ({
    id: i + 1,
    path: `group-${i % 100}/app-${i}`,
  }));
  const groups = Array.from({ length: 100 }, (_, i) => ({ id: i + 1, path: `group-${i}` }));
  const allowedProjects = projects.slice(9_801).map(({ id }) => id);
  const { call } = await start({
    seed: {
      projects: projects.map((project) => (project.id === 1 ? { ...project, allowedProjects } : project)),
      groups,
    },
  });
  const ids = async (page: number) => {
    const { body } = await call(`GET ${scope}/allowlist?per_page=100&page=${page}`);
    return (body as { id: number }[]).map(({ id }) => id);
  };
  expect(await call("GET /projects/GROUP-99%2FAPP-9999")).toMatchObject({
    status: 200,
    body: { id: 10_000 },
  });
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 500 } })).toMatchObject({
    status: 201,
  });
  expect([...(await ids(1)), ...(await ids(2)), ...(await ids(3))]).toEqual([1, 500, ...allowedProjects]);
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 501 } })).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("exceeds the allowable number") },
  });
});

test("isolates 50 fixtures in one process", async () => {
  const fixtures = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      startMockGitLab({
        seed: {
          projects: [
            { id: 1, path: `group/app-${i}`, inboundEnabled: i % 2 === 0 },
            { id: 100 + i, path: "group/own" },
          ],
          tokens: [{ token: `glpat-${i}`, admin: true }],
        },
      }),
    ),
  );
  onTestFinished(async () => {
    await Promise.all(fixtures.map((fixture) => fixture.close()));
  });
  const call = async (i: number, method: string, path: string, body?: unknown) => {
    const fixture = fixtures[i];
    const headers = { "private-token": `glpat-${i}`, "content-type": "application/json" };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${fixture?.apiUrl}${path}`, init);
    return response.status === 204 ? undefined : response.json();
  };
  await Promise.all(
    fixtures.map(async (_, i) => {
      await call(i, "PATCH", scope, { enabled: i % 2 === 1 });
      await call(i, "POST", `${scope}/allowlist`, { target_project_id: 100 + i });
    }),
  );
  fixtures[0]?.reset();
  await fixtures[1]?.close();

  for (const [i, fixture] of fixtures.entries()) {
    if (i === 1) continue;
    const list = i === 0 ? [{ id: 1 }] : [{ id: 1 }, { id: 100 + i }];
    expect(await call(i, "GET", scope)).toMatchObject({ inbound_enabled: i === 0 || i % 2 === 1 });
    expect(await call(i, "GET", `${scope}/allowlist`)).toMatchObject(list);
    expect(fixture.requests()).toHaveLength(i === 0 ? 2 : 4);
    expect(fixture.violations()).toEqual([]);
  }
  expect(new Set(fixtures.map(({ url }) => url)).size).toBe(50);
});
