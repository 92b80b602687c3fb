import * as fc from "fast-check";
import { expect, test } from "vitest";
import { observe } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const allowlist = "/api/v4/projects/{id}/job_token_scope/allowlist";

test("prepares the request that a call sends, whatever the path, the query and the body", async () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,9}$/);
  const path = fc.array(segment, { minLength: 2, maxLength: 4 }).map((segments) => segments.join("/"));
  const number = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  const id = fc.oneof(number, path);
  const query = fc.record({ page: fc.nat(), per_page: fc.nat() }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(id, query, number, fc.boolean(), async (project, pages, target, enabled) => {
      const { api, requests } = observe({ url: "https://example.com/gitlab/", headers: { "x-one": "1" } });
      const list = { params: { path: { id: project }, query: pages }, headers: { "x-two": "2" } };
      const update = { params: { path: { id: project } }, body: { enabled } };
      const add = { params: { path: { id: target } }, body: { target_project_id: target } };
      await api.GET(allowlist, list);
      await api.PATCH(scope, update);
      await api.POST(allowlist, add);
      const prepared = [
        await api.prepare("get", allowlist, list),
        await api.prepare("patch", scope, update),
        await api.prepare("post", allowlist, add),
      ];
      for (const [index, { url, method, headers, body }] of prepared.entries()) {
        const sent = requests[index];
        expect(new URL(url).href).toBe(sent?.url);
        expect(method).toBe(sent?.method);
        expect([...headers]).toEqual([...(sent?.headers ?? [])]);
        expect(body ?? "").toBe(await sent?.text());
      }
    }),
  );
});

test("sends nothing, and calls the token function once", async () => {
  let calls = 0;
  const { api, requests } = observe({ token: () => `glpat-${++calls}` });
  const { headers } = await api.prepare("get", scope, { params: { path: { id: 1 } } });
  expect(headers.get("authorization")).toBe("Bearer glpat-1");
  expect(requests).toEqual([]);
});

test("rejects a token that no header may carry", async () => {
  const { api } = observe({ token: () => "glpat-\n" });
  await expect(api.prepare("get", scope, { params: { path: { id: 1 } } })).rejects.toThrow(/^token: /);
});
