import { type GitLabFixtures, test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

const url = "https://gitlab.example.com";
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
beforeEach<GitLabFixtures>(({ gitlab }) => {
  // A scripted connection reset makes `fetch` reject, which is a network error in MSW.
  server.use(http.all(`${url}/*`, ({ request }) => gitlab.fetch(request).catch(() => HttpResponse.error())));
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** The code under test, which only knows GitLab's URL. */
function allowTool(token: string): Promise<boolean> {
  return createGitLab({ url, token })
    .project("group/app")
    .jobTokenScope.allowlist.ensurePresent("group/tool");
}

test("the fixture handles requests to GitLab", async ({ gitlab }) => {
  expect(await allowTool(gitlab.token)).toBe(true);
  expect(gitlab.state().projects?.[0]).toMatchObject({ allowedProjects: [42] });
});

test("a connection can be reset", async ({ gitlab }) => {
  gitlab.script("allowProject", [{ drop: "after" }]);
  expect(await allowTool(gitlab.token)).toBe(true);
  expect(gitlab.requests().map(({ status }) => status)).toContain(0);
});
