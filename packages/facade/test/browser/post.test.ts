// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { appOf, test, writes } from "./test.js";

const url = "/projects/1/job_token_scope/allowlist";

describe.skipIf(!hasChromium)("a POST, in Chromium", () => {
  test("is retried after 429, whose Retry-After the browser hides", async ({ open }) => {
    const { server, call } = await open();
    server.script("allowProject", [{ status: 429, headers: { "retry-after": "600" }, body: "Retry later" }]);
    expect(await call("ensurePresent", "allowlist", 42)).toBe(true);
    expect(appOf(server).allowedProjects).toEqual([42]);
    expect(writes(server)).toEqual([`POST ${url}`, `POST ${url}`]);
  });

  test.for([
    ["an empty 502", { status: 502, applied: true }],
    ["a lost connection", { drop: "after" }],
  ] as const)("that GitLab carried out before %s is settled by the list", async ([, response], { open }) => {
    for (const name of ["create", "ensurePresent"] as const) {
      const { server, proxy, call } = await open();
      proxy.keepsAlive = false;
      server.script("allowProject", [response]);
      await call(name, "allowlist", 42);
      expect(appOf(server).allowedProjects).toEqual([42]);
      expect(sent(server).slice(1)).toEqual([`POST ${url}`, `GET ${url}?page=1&per_page=100`]);
    }
  });

  test("whose response lacks CORS headers is settled by the list", async ({ open }) => {
    const { server, proxy, call } = await open();
    proxy.withoutCors = "POST";
    expect(await call("create", "allowlist", 42)).toMatchObject({ id: 42, path: "group/tool" });
    expect(appOf(server).allowedProjects).toEqual([42]);
    expect(writes(server)).toEqual([`POST ${url}`]);
  });

  test.for([
    ["a 502", { status: 502 }, "server_error"],
    ["a lost connection", { drop: "before" }, "network"],
  ] as const)(
    "that did not reach GitLab before %s fails, and is sent once",
    async ([, response, code], { open }) => {
      const { server, proxy, errorOf } = await open();
      proxy.keepsAlive = false;
      server.script("allowProject", [response]);
      expect(await errorOf("create", "allowlist", 42)).toMatchObject({ code, attempts: 1 });
      expect(appOf(server).allowedProjects ?? []).toEqual([]);
      expect(writes(server)).toEqual([`POST ${url}`]);
    },
  );

  test("whose list cannot be read either is unconfirmed", async ({ open }) => {
    const { server, proxy, errorOf } = await open({}, { retry: { limit: 0 } });
    proxy.keepsAlive = false;
    server.script("allowProject", [{ drop: "after" }]);
    server.script("listAllowedProjects", [{ status: 503 }]);
    const error = await errorOf("ensurePresent", "allowlist", 42);
    expect(error).toMatchObject({ name: "EntryUnconfirmedError", code: "entry_unconfirmed", id: 42 });
    expect(writes(server)).toEqual([`POST ${url}`]);
  });

  test("is repeated by the browser itself when a connection breaks that was used before", async ({
    open,
  }) => {
    const { server, call, errorOf } = await open();
    server.script("allowProject", [{ drop: "after" }]);
    expect(await errorOf("create", "allowlist", 42)).toMatchObject({ code: "already_allowed", attempts: 1 });
    expect(appOf(server).allowedProjects).toEqual([42]);
    expect(writes(server)).toEqual([`POST ${url}`, `POST ${url}`]);
    expect(await call("ensurePresent", "allowlist", 42)).toBe(false);
  });
});
