import { describe, expect, test } from "vitest";
import { start } from "../helpers.js";

describe.each([
  { against: "GitLab 18.0", gitlab: "18.0" },
  { against: "GitLab 18.8", gitlab: "18.8" },
  { against: "GitLab 19.1", gitlab: "19.1" },
  { against: "the document's examples", mode: "examples" },
] as const)("against $against", ({ against, ...options }) => {
  test("get() by path", async () => {
    const { gitlab } = await start(options);
    const scope = await gitlab.project("group/app").jobTokenScope.get();
    expect(JSON.parse(JSON.stringify(scope))).toEqual({ inboundEnabled: true, outboundEnabled: false });
  });

  test("update() writes the setting and reads it back", async () => {
    const { server, gitlab } = await start(options);
    const scope = await gitlab.project(1).jobTokenScope.update({ enabled: true });
    expect(scope.inboundEnabled).toBe(true);
    expect(server.requests().map(({ method, body }) => [method, body])).toEqual([
      ["PATCH", { enabled: true }],
      ["GET", undefined],
    ]);
  });

  test("list() marks the project that owns the list", async () => {
    const { gitlab } = await start(options);
    const [own] = await gitlab.project("group/app").jobTokenScope.allowlist.list();
    expect(own).toMatchObject({
      kind: "project",
      id: 1,
      path: "group/app",
      name: "app",
      isSourceProject: true,
    });
  });

  test("create() adds a project, and the entry deletes itself", async () => {
    const { gitlab } = await start(options);
    const { allowlist } = gitlab.project("group/app").jobTokenScope;
    const entry = await allowlist.create({ targetProjectId: 42 });
    expect(entry.getId()).toBe(42);
    await entry.delete();
  });

  test("a group is added and removed by its path", async () => {
    const { gitlab } = await start(options);
    const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
    expect((await groupsAllowlist.create({ targetGroupId: "group" })).getId()).toBe(7);
    await groupsAllowlist.delete("group");
  });

  test("the projects of a group are listed by its path", async () => {
    const { gitlab } = await start(options);
    const paths: string[] = [];
    for await (const { path } of gitlab.group("group").projects()) paths.push(path);
    expect(paths).toContain("group/app");
  });
});
