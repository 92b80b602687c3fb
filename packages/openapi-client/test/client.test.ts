import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createOpenApiClient, openApiDocument } from "@gitlab-job-token-scope/openapi-client";
import { afterEach, expect, test, vi } from "vitest";
import { observe, start } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const byId = { params: { path: { id: 1 } } };

afterEach(() => vi.unstubAllGlobals());

test.for([
  [undefined, "https://gitlab.com/api/v4/projects/1/job_token_scope"],
  ["https://gitlab.example.com", "https://gitlab.example.com/api/v4/projects/1/job_token_scope"],
  ["https://gitlab.example.com/", "https://gitlab.example.com/api/v4/projects/1/job_token_scope"],
  ["https://example.com/gitlab", "https://example.com/gitlab/api/v4/projects/1/job_token_scope"],
  ["https://example.com/gitlab//", "https://example.com/gitlab/api/v4/projects/1/job_token_scope"],
  ["https://gitlab.example.com/api/v4", "https://gitlab.example.com/api/v4/projects/1/job_token_scope"],
  ["http://127.0.0.1:8080/api/v4/", "http://127.0.0.1:8080/api/v4/projects/1/job_token_scope"],
] as const)("with the url %s it calls %s", async ([url, called]) => {
  const { api, requests } = observe(url === undefined ? {} : { url });
  await api.GET(scope, byId);
  expect(requests.map((request) => request.url)).toEqual([called]);
});

test("sends the token as Bearer, or as PRIVATE-TOKEN", async () => {
  const bearer = observe();
  await bearer.api.GET(scope, byId);
  expect(bearer.requests[0]?.headers.get("authorization")).toBe("Bearer glpat-test");
  const own = observe({ tokenHeader: "private-token" });
  await own.api.GET(scope, byId);
  expect(own.requests[0]?.headers.get("private-token")).toBe("glpat-test");
  expect(own.requests[0]?.headers.has("authorization")).toBe(false);
});

test.for(["authorization", "private-token"] as const)(
  "GitLab accepts the token in %s",
  async (tokenHeader) => {
    const { api } = await start({ tokenHeader });
    expect((await api.GET(scope, byId)).response.status).toBe(200);
  },
);

test("asks a token function before every request", async () => {
  let count = 0;
  const { api, requests } = observe({ token: async () => `glpat-${++count}` });
  await api.GET(scope, byId);
  await api.GET(scope, byId);
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer glpat-1",
    "Bearer glpat-2",
  ]);
});

test("sends own headers along", async () => {
  const { api, requests } = observe({ headers: { "x-reason": "audit" } });
  await api.GET(scope, byId);
  expect(requests[0]?.headers.get("x-reason")).toBe("audit");
});

test("says what it is, unless it is told otherwise", async () => {
  const own = observe();
  await own.api.GET(scope, byId);
  expect(own.requests[0]?.headers.get("user-agent")).toMatch(
    /^gitlab-job-token-scope\/\d+\.\d+\.\d+ Node\.js/,
  );
  const other = observe({ headers: { "user-agent": "audit/1" } });
  await other.api.GET(scope, byId);
  expect(other.requests[0]?.headers.get("user-agent")).toBe("audit/1");
});

test("leaves a browser's own User-Agent alone", async () => {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0" });
  const { api, requests } = observe();
  await api.GET(scope, byId);
  expect(requests[0]?.headers.has("user-agent")).toBe(false);
});

test("knows the document it was made from", () => {
  const document = fileURLToPath(
    import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml"),
  );
  expect(openApiDocument).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    sha256: createHash("sha256").update(readFileSync(document)).digest("hex"),
    gitlabVersion: "19.5",
  });
});

test("uses the fetch that is there when it calls", async () => {
  const api = createOpenApiClient({ token: "glpat-test" });
  const later = vi.fn(async () => Response.json({ inbound_enabled: false, outbound_enabled: false }));
  vi.stubGlobal("fetch", later);
  expect((await api.GET(scope, byId)).data?.inbound_enabled).toBe(false);
  expect(later).toHaveBeenCalledOnce();
});

test("follows no redirect: the token stays where it was meant for", async () => {
  const { api, requests } = observe({
    fetch: async (request) => {
      requests.push(request);
      return Response.redirect("https://elsewhere.example/", 301);
    },
  });
  const { response } = await api.GET(scope, byId);
  expect(response.status).toBe(301);
  expect(requests.map(({ redirect }) => redirect)).toEqual(["manual"]);
});

test.for([
  ["no url", { url: "gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["another protocol", { url: "ftp://gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["credentials", { url: "https://me:secret@gitlab.example.com" }, "credentials do not belong here"],
  ["a query", { url: "https://gitlab.example.com?private_token=secret" }, "expected no query and no hash"],
  ["an empty token", { token: "" }, "token: expected a string that is not empty"],
  ["a token with a line break", { token: "secret\n" }, "token: it has a space, a line break"],
] as const)("refuses %s, and shows no secret", ([, options, words]) => {
  expect(() => observe(options)).toThrow(TypeError);
  expect(() => observe(options)).toThrow(words);
  expect(() => observe(options)).not.toThrow("secret");
});

test("refuses what a token function gives, before anything is sent", async () => {
  const { api, requests } = observe({ token: () => "" });
  await expect(api.GET(scope, byId)).rejects.toThrow("token: expected a string");
  expect(requests).toEqual([]);
});
