import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createOpenApiClient, openApiDocument } from "@gitlab-job-token-scope/openapi-client";
import { afterEach, expect, test, vi } from "vitest";
import { observe, start } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const byId = { params: { path: { id: 1 } } };
const manifest = new URL("../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };

afterEach(() => vi.unstubAllGlobals());

test.for([
  [undefined, "https://gitlab.com/api/v4/projects/1/job_token_scope"],
  ["https://gitlab.example.com", "https://gitlab.example.com/api/v4/projects/1/job_token_scope"],
  ["https://gitlab.example.com/", "https://gitlab.example.com/api/v4/projects/1/job_token_scope"],
  ["https://example.com/gitlab", "https://example.com/gitlab/api/v4/projects/1/job_token_scope"],
  ["https://example.com/gitlab//", "https://example.com/gitlab/api/v4/projects/1/job_token_scope"],
  ["https://gitlab.example.com/api/v4", "https://gitlab.example.com/api/v4/projects/1/job_token_scope"],
  ["http://127.0.0.1:8080/api/v4/", "http://127.0.0.1:8080/api/v4/projects/1/job_token_scope"],
  ["http://127.0.0.1:8080//api/v4//", "http://127.0.0.1:8080/api/v4/projects/1/job_token_scope"],
  ["https://example.com/api/v4/git", "https://example.com/api/v4/git/api/v4/projects/1/job_token_scope"],
] as const)("with the URL %s it requests %s", async ([url, requested]) => {
  const { api, requests } = observe(url === undefined ? {} : { url });
  await api.GET(scope, byId);
  expect(requests.map((request) => request.url)).toEqual([requested]);
  expect((await api.prepare("get", scope, byId)).url).toBe(requested);
});

test("sends the token as Authorization: Bearer or as PRIVATE-TOKEN", async () => {
  const bearer = observe();
  await bearer.api.GET(scope, byId);
  expect(bearer.requests[0]?.headers.get("authorization")).toBe("Bearer glpat-test");
  const own = observe({ tokenHeader: "private-token" });
  await own.api.GET(scope, byId);
  expect(own.requests[0]?.headers.get("private-token")).toBe("glpat-test");
  expect(own.requests[0]?.headers.has("authorization")).toBe(false);
});

test.for(["authorization", "private-token"] as const)(
  "GitLab accepts the token in the header %s",
  async (tokenHeader) => {
    const { api } = await start({ tokenHeader });
    expect((await api.GET(scope, byId)).response.status).toBe(200);
  },
);

test("calls a token function before every request", async () => {
  let count = 0;
  const { api, requests } = observe({ token: async () => `glpat-${++count}` });
  await api.GET(scope, byId);
  await api.GET(scope, byId);
  expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer glpat-1",
    "Bearer glpat-2",
  ]);
});

test("adds the configured headers", async () => {
  const { api, requests } = observe({ headers: { "x-reason": "audit" } });
  await api.GET(scope, byId);
  expect(requests[0]?.headers.get("x-reason")).toBe("audit");
});

test("sends a User-Agent with the package's version, which can be overridden", async () => {
  const own = observe();
  await own.api.GET(scope, byId);
  expect(own.requests[0]?.headers.get("user-agent")).toBe(
    `gitlab-job-token-scope/${version} ${navigator.userAgent}`,
  );
  const other = observe({ headers: { "user-agent": "audit/1" } });
  await other.api.GET(scope, byId);
  expect(other.requests[0]?.headers.get("user-agent")).toBe("audit/1");
});

test.for(["Node.js/24", "Deno/2.9.6", "Bun/1.4.5", "Cloudflare-Workers"])(
  "sends a User-Agent that names the runtime %s",
  async (userAgent) => {
    vi.stubGlobal("navigator", { userAgent });
    const { api, requests } = observe();
    await api.GET(scope, byId);
    expect(requests[0]?.headers.get("user-agent")).toBe(`gitlab-job-token-scope/${version} ${userAgent}`);
  },
);

test("does not set a User-Agent in a browser", async () => {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0" });
  const { api, requests } = observe();
  await api.GET(scope, byId);
  expect(requests[0]?.headers.has("user-agent")).toBe(false);
});

test("openApiDocument identifies the document", () => {
  const document = fileURLToPath(
    import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml"),
  );
  expect(openApiDocument).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    sha256: createHash("sha256").update(readFileSync(document)).digest("hex"),
    gitlabVersion: "19.5",
  });
});

test("looks up the global fetch for every request", async () => {
  const api = createOpenApiClient({ token: "glpat-test" });
  const stub = vi.fn(async () => Response.json({ inbound_enabled: false, outbound_enabled: false }));
  vi.stubGlobal("fetch", stub);
  expect((await api.GET(scope, byId)).data?.inbound_enabled).toBe(false);
  expect(stub).toHaveBeenCalledOnce();
});

test("does not follow redirects, so the token is never sent to another origin", async () => {
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
  ["an invalid URL", { url: "gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["another protocol", { url: "ftp://gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["credentials", { url: "https://me:secret@gitlab.example.com" }, "must not contain credentials"],
  [
    "a query",
    { url: "https://gitlab.example.com?private_token=secret" },
    "must not contain a query or a fragment",
  ],
  [
    "a fragment",
    { url: "https://gitlab.example.com#private_token=secret" },
    "must not contain a query or a fragment",
  ],
  ["an empty token", { token: "" }, "token: expected a non-empty string"],
  ["a token with a line break", { token: "secret\n" }, "token: contains a space, a line break"],
] as const)("rejects %s without showing a secret", ([, options, message]) => {
  expect(() => observe(options)).toThrow(TypeError);
  expect(() => observe(options)).toThrow(message);
  expect(() => observe(options)).not.toThrow("secret");
});

test("rejects an invalid token from a token function before a request is sent", async () => {
  const { api, requests } = observe({ token: () => "" });
  await expect(api.GET(scope, byId)).rejects.toThrow("token: expected a non-empty string");
  expect(requests).toEqual([]);
});
