// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import type { ListName } from "./cases/allowlists.js";
import { hasChromium } from "./chromium.js";
import { appOf, test, writes } from "./test.js";

/** Both lists, each with something to add to it. */
const lists = [
  {
    name: "allowlist",
    url: "/projects/1/job_token_scope/allowlist",
    id: 42,
    path: "group/tool",
    lookUp: "GET /projects/group%2Ftool",
    kind: "project",
    own: [1],
    inGitLab: "allowedProjects",
  },
  {
    name: "groupsAllowlist",
    url: "/projects/1/job_token_scope/groups_allowlist",
    id: 8,
    path: "partner",
    lookUp: "GET /groups/partner?with_projects=false",
    kind: "group",
    own: [],
    inGitLab: "allowedGroups",
  },
] as const satisfies { name: ListName; [key: string]: unknown }[];
const lookUpApp = "GET /projects/group%2Fapp";

for (const { name, url, id, path, lookUp, kind, own, inGitLab } of lists) {
  describe.skipIf(!hasChromium)(`${name}, in Chromium`, () => {
    test("create() adds an entry by ID, with one POST", async ({ open }) => {
      const { server, call } = await open();
      expect(await call("create", name, id)).toMatchObject({ kind, id });
      expect(appOf(server)[inGitLab]).toEqual([id]);
      expect(sent(server)).toEqual([lookUpApp, `POST ${url}`]);
    });

    test("create() adds an entry by path, with one POST", async ({ open }) => {
      const { server, call } = await open();
      expect(await call("createByObject", name, path)).toMatchObject({ kind, id });
      expect(appOf(server)[inGitLab]).toEqual([id]);
      expect(sent(server)).toEqual([lookUpApp, lookUp, `POST ${url}`]);
    });

    test("delete() of a new entry removes it, with one DELETE", async ({ open }) => {
      const { server, call } = await open();
      await call("createAndDelete", name, path);
      expect(appOf(server)[inGitLab] ?? []).toEqual([]);
      expect(writes(server)).toEqual([`POST ${url}`, `DELETE ${url}/${id}`]);
    });

    test("delete() of a listed entry removes it, with one DELETE", async ({ open }) => {
      const { server, call } = await open();
      await call("create", name, id);
      await call("deleteListed", name, id);
      expect(appOf(server)[inGitLab] ?? []).toEqual([]);
      expect(writes(server)).toEqual([`POST ${url}`, `DELETE ${url}/${id}`]);
    });

    test("delete() removes an entry by ID and by path, with one DELETE each", async ({ open }) => {
      const { server, call } = await open();
      for (const target of [id, path]) {
        await call("create", name, id);
        await call("remove", name, target);
        expect(appOf(server)[inGitLab] ?? []).toEqual([]);
      }
      expect(writes(server).filter((request) => request.startsWith("DELETE"))).toHaveLength(2);
    });

    test.for(["authorization", "private-token"] as const)(
      "ensurePresent() and ensureAbsent() send one write each (%s)",
      async (tokenHeader, { open }) => {
        const { server, call } = await open({}, { tokenHeader });
        expect(await call("ensurePresent", name, path)).toBe(true);
        expect(appOf(server)[inGitLab]).toEqual([id]);
        expect(await call("ensurePresent", name, id)).toBe(false);
        expect(await call("ensureAbsent", name, path)).toBe(true);
        expect(appOf(server)[inGitLab] ?? []).toEqual([]);
        expect(await call("ensureAbsent", name, id)).toBe(false);
        const requests = server.requests().map(({ method, status }) => `${method} ${status}`);
        const expected = ["POST 201", "POST 400", "DELETE 204", "DELETE 400"];
        expect(requests.filter((request) => !request.startsWith("GET"))).toEqual(expected);
      },
    );

    test("list() and iteration show what was added", async ({ open }) => {
      const { call } = await open();
      await call("create", name, id);
      expect((await call("list", name)).map((entry) => entry["id"])).toEqual([...own, id]);
      expect((await call("list", name)).at(-1)).toMatchObject({ kind, id, path });
      expect(await call("iterate", name, 10)).toEqual([...own, id]);
    });
  });
}
