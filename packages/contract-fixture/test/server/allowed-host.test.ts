/** Requests that name a host which is not the fixture's are refused: a web page can give its own name the fixture's address. */
import { networkInterfaces } from "node:os";
import { type MockGitLabOptions, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { describe, expect, test } from "vitest";
import { hasBrowser, startBrowser } from "../browser.js";
import { start } from "../helpers.js";
import { exchange, statuses } from "../raw-request.js";

/** Sends a GET request that names a host. `PORT` stands for the fixture's port. */
async function get(url: string, host: string, path = "/-/fixture/health"): Promise<string> {
  const named = host.replace("PORT", new URL(url).port);
  return exchange(url, `GET ${path} HTTP/1.1\r\nHost: ${named}\r\nConnection: close\r\n\r\n`);
}

/** Like `get()`, but returns only the status. */
const getStatus = async (...args: Parameters<typeof get>) => statuses(await get(...args))[0];

test.for([
  "127.0.0.1:PORT",
  "localhost:PORT",
  "LOCALHOST.:PORT",
  "127.1.2.3:PORT",
  "[::1]:PORT",
  "localhost",
  // A proxy in front of the fixture.
  "localhost:1",
])("accepts the host %s", async (host) => {
  const { gitlab } = await start();
  expect(await getStatus(gitlab.url, host)).toBe(200);
});

test.for([
  "evil.example:PORT",
  "evil.example",
  "127.0.0.1.evil.example:PORT",
  "localhost.evil.example:PORT",
  "192.168.1.5:PORT",
  "[fe80::1]:PORT",
])("refuses the host %s for the API, the control routes and the page", async (host) => {
  const { gitlab } = await start();
  for (const path of ["/api/v4/projects/1", "/-/fixture/health", "/", "/nothing"]) {
    expect(await getStatus(gitlab.url, host, path)).toBe(403);
  }
  expect(gitlab.requests()).toEqual([]);
});

test("names the host and the option in the refusal", async () => {
  const { gitlab } = await start();
  expect(await get(gitlab.url, "evil.example:99")).toContain(
    '{"error":"the host \\"evil.example:99\\" of this request is not one of the fixture\'s. Use its URL, or allow the host: --allow-host evil.example:99, or the option allowHosts"}',
  );
});

test("allowHosts allows a host on all ports, or on one", async () => {
  const { gitlab } = await start({ allowHosts: ["GitLab.test", "proxy.test:8443", "[2001:db8::1]"] });
  const getStatuses = (...hosts: string[]) => Promise.all(hosts.map((host) => getStatus(gitlab.url, host)));
  expect(
    await getStatuses(
      "gitlab.test",
      "gitlab.TEST:80",
      "gitlab.test.:1",
      "proxy.test:8443",
      "[2001:db8:0::1]:5",
    ),
  ).toEqual([200, 200, 200, 200, 200]);
  expect(await getStatuses("proxy.test", "proxy.test:1", "a.gitlab.test")).toEqual([403, 403, 403]);
});

test.for(["http://gitlab.test", "gitlab.test/", "", "a b", "*", "gitlab.test:x", "::1"])(
  "rejects allowHosts: [%j]",
  async (host) => {
    const options: MockGitLabOptions = { allowHosts: [host] };
    await expect(startMockGitLab(options)).rejects.toThrow(`allowHosts: "${host}" is not a host such as`);
  },
);

test("HTTP/1.0 requires no host", async () => {
  const { gitlab } = await start();
  expect(statuses(await exchange(gitlab.url, "GET / HTTP/1.0\r\n\r\n"))).toEqual([200]);
});

test("gitlab.fetch accepts any host", async () => {
  const { gitlab } = await start();
  const response = await gitlab.fetch("https://gitlab.example.com/-/fixture/health");
  expect(response.status).toBe(200);
});

test.for([
  ["0.0.0.0", "http://127.0.0.1:"],
  ["::", "http://[::1]:"],
  ["::0", "http://[::1]:"],
  ["localhost", "http://"],
] as const)("has a URL that can be opened on host %s", async ([host, url]) => {
  const { gitlab } = await start({ host });
  expect(gitlab.url.slice(0, url.length)).toBe(url);
  expect((await fetch(gitlab.url)).status).toBe(200);
});

test("accepts all addresses, but no other names, if it listens on all addresses", async () => {
  const { gitlab } = await start({ host: "0.0.0.0" });
  expect(await getStatus(gitlab.url, "192.168.1.5:PORT")).toBe(200);
  expect(await getStatus(gitlab.url, "evil.example:PORT")).toBe(403);
});

const external = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === "IPv4" && !address.internal)?.address;

test.skipIf(external === undefined)("accepts the address that it listens on", async () => {
  const { gitlab } = await start({ host: external ?? "" });
  expect((await fetch(gitlab.url)).status).toBe(200);
  expect(await getStatus(gitlab.url, "192.168.1.5:PORT")).toBe(403);
});

describe.skipIf(!hasBrowser)("in a browser", { tags: ["slow"] }, () => {
  test("a page can neither read nor reset the fixture, not even by DNS rebinding", async () => {
    const { gitlab, call } = await start();
    const { gitlab: other } = await start();
    await call("GET /projects/1");
    const browser = await startBrowser(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
    try {
      const page = await browser.newPage();
      // A page of another origin, without a content security policy.
      await page.goto(`${other.url}/api/v4/nothing`);
      await page.setContent(`
        <iframe name="frame"></iframe>
        <form method="post" action="${gitlab.url}/-/fixture/reset" target="frame"></form>
        <img src="${gitlab.url}/-/fixture/requests">`);
      await page.evaluate("document.forms[0].submit()");
      const attacks = await page.evaluate(async (url) => {
        const attempt = (init: RequestInit) =>
          fetch(`${url}/-/fixture/${init.method === "POST" ? "reset" : "requests"}`, init).then(
            async (response) => `${response.type} ${await response.text()}`,
            () => "failed",
          );
        return [
          await attempt({ method: "GET" }),
          await attempt({ method: "POST", mode: "no-cors" }),
          await attempt({
            method: "POST",
            mode: "no-cors",
            body: "{}",
            headers: { "content-type": "text/plain" },
          }),
        ];
      }, gitlab.url);
      expect(attacks).toEqual(["failed", "opaque ", "opaque "]);
      const rebound = await page.goto(gitlab.url.replace("127.0.0.1", "evil.example"));
      expect(rebound?.status()).toBe(403);
      const sameOrigin = await page.evaluate(async () => {
        const responses = [
          await fetch("/-/fixture/requests"),
          await fetch("/-/fixture/reset", { method: "POST" }),
        ];
        return responses.map(({ status }) => status);
      });
      expect(sameOrigin).toEqual([403, 403]);
      // It has not been reset.
      expect(gitlab.requests()[0]).toMatchObject({ path: "/api/v4/projects/1" });
    } finally {
      await browser.close();
    }
  });
});
