import { fileURLToPath } from "node:url";
import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { expect } from "vitest";
import { createGitLabBehindProxy } from "../../recipes/proxy.ts";
import { run } from "../run.ts";
import { createCertificate } from "./certificate.ts";
import { startProxy, startTls } from "./forward-proxy.ts";

const program = fileURLToPath(new URL("read-scope.ts", import.meta.url));

test("every request goes through the proxy", async ({ gitlab: { url, token, requests } }) => {
  const proxy = await startProxy();
  const { allowlist } = createGitLabBehindProxy({ url, token }, proxy.url).project(1).jobTokenScope;
  expect(await allowlist.ensurePresent("group/tool")).toBe(true);
  expect(await allowlist.ensureAbsent(42)).toBe(true);
  expect(requests().map(({ method }) => method)).toEqual(["GET", "POST", "DELETE"]);
  expect(proxy.requests.every((line) => line.includes(new URL(url).host))).toBe(true);
  expect(proxy.requests.length).toBeGreaterThan(0);
});

test("connects to a GitLab with a private CA through a tunnel", async ({ gitlab: { url, token } }) => {
  const proxy = await startProxy();
  const { ca, ...certificate } = await createCertificate();
  const secure = await startTls(url, certificate);
  const options = { url: secure, token };
  const scope = await createGitLabBehindProxy(options, proxy.url, ca).project(1).jobTokenScope.get();
  expect(scope.inboundEnabled).toBe(true);
  expect(proxy.requests).toEqual([`CONNECT ${new URL(secure).host}`]);
  expect(proxy.requests.join()).not.toContain(token);
});

test("does not follow a redirect of a write through the proxy", async ({ gitlab }) => {
  const { url, token } = gitlab;
  const proxy = await startProxy();
  gitlab.script("updateJobTokenScope", [{ redirect: "/elsewhere", status: 301 }]);
  const call = createGitLabBehindProxy({ url, token }, proxy.url)
    .project(1)
    .jobTokenScope.update({ enabled: false });
  await expect(call).rejects.toMatchObject({ code: "unexpected_response", status: 301 });
  expect(gitlab.requests().map(({ path }) => path)).toEqual(["/api/v4/projects/1/job_token_scope"]);
});

test("reports a proxy that is not reachable", async ({ gitlab: { url, token } }) => {
  const proxy = "http://127.0.0.1:1";
  const gitlab = createGitLabBehindProxy({ url, token, retry: { limit: 0 } }, proxy);
  const call = gitlab.project(1).jobTokenScope.get();
  await expect(call).rejects.toMatchObject({ code: "network" });
  await expect(call).rejects.toThrow("connect ECONNREFUSED 127.0.0.1:1");
});

test.for([{ NODE_USE_ENV_PROXY: "1" }, { NODE_OPTIONS: "--use-env-proxy" }])(
  "Node reads the proxy from its environment: %o",
  { tags: ["slow"] },
  async (setting, { gitlab: { url, token } }) => {
    const proxy = await startProxy();
    const env = { ...setting, HTTP_PROXY: proxy.url, http_proxy: proxy.url, no_proxy: "", NO_PROXY: "" };
    const { out } = await run(process.execPath, [program, url, token], { env });
    expect(out).toContain('"inboundEnabled":true');
    expect(proxy.requests.join()).toContain(new URL(url).host);
  },
);
