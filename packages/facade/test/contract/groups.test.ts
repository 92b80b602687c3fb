import { expect, test } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";

const lookUp = "GET /groups/group?with_projects=false";

test.for([7, "7", "gid://gitlab/Group/7"])("id() of group %j sends nothing", async (reference) => {
  const { server, gitlab } = await start();
  expect(await gitlab.group(reference).id()).toBe(7);
  expect(sent(server)).toEqual([]);
});

test("id() of a path looks it up once", async () => {
  const { server, gitlab } = await start();
  const group = gitlab.group("group");
  expect([await group.id(), await group.id(), await gitlab.group("Group").id()]).toEqual([7, 7, 7]);
  expect(sent(server)).toEqual([lookUp]);
});

test("a group and a groups allowlist share the ID of a path", async () => {
  const { server, gitlab } = await start();
  await gitlab.project(1).jobTokenScope.groupsAllowlist.create("group");
  expect(await gitlab.group("group").id()).toBe(7);
  expect(sent(server).filter((request) => request === lookUp)).toHaveLength(1);
});

test("id() of a path that does not exist fails with not_found, and is looked up again", async () => {
  const { server, gitlab } = await start();
  const group = gitlab.group("none");
  for (let count = 0; count < 2; count++) {
    expect(await errorOf(() => group.id())).toMatchObject({
      code: "not_found",
      group: "none",
      project: undefined,
    });
  }
  expect(sent(server)).toHaveLength(2);
});

test("one object stands for one group, also after another one took its path", async () => {
  let id = 7;
  const paths: string[] = [];
  const gitlab = connectTo(({ url }) => {
    const { pathname } = new URL(url);
    paths.push(pathname.replace("/api/v4", ""));
    return pathname.endsWith("/projects") ? Response.json([]) : Response.json({ id });
  });
  const group = gitlab.group("group");
  const list = async () => {
    for await (const { path } of group.projects()) expect.unreachable(path);
  };
  await list();
  id = 8;
  gitlab.forget("group");
  await list();
  expect(await gitlab.group("group").id()).toBe(8);
  expect(paths).toEqual(["/groups/group", "/groups/7/projects", "/groups/7/projects", "/groups/group"]);
});

test("the client forgets an ID that GitLab does not find, and a Group object keeps it", async () => {
  const paths: string[] = [];
  const gitlab = connectTo(({ url }) => {
    const { pathname } = new URL(url);
    paths.push(pathname.replace("/api/v4", ""));
    return pathname.endsWith("/projects")
      ? Response.json({ message: "404 Group Not Found" }, { status: 404 })
      : Response.json({ id: 7 });
  });
  const group = gitlab.group("group");
  expect(await errorOf(() => group.projects().next())).toMatchObject({ code: "not_found", group: "group" });
  expect(await group.id()).toBe(7);
  expect(await gitlab.group("group").id()).toBe(7);
  expect(paths).toEqual(["/groups/group", "/groups/7/projects", "/groups/group"]);
});

test.for<[unknown, string]>([
  ["", '"" is not a reference to a group: it is empty'],
  ["..", 'expected a full path such as "group/subgroup"'],
  ["group/", "expected a full path"],
  ["group%2Fsubgroup", "not URL-encoded"],
  ["https://gitlab.com/group", "pass the path alone, without the host"],
  ["gid://gitlab/Project/7", "expected gid://gitlab/Group/"],
  [0, "expected a whole number above 0"],
  [1.5, "expected a whole number above 0"],
  [undefined, "expected a number or a string"],
  [{ id: 7 }, "expected a number or a string"],
])("group(%j) is refused, and sends nothing", async ([reference, message]) => {
  const { server, gitlab } = await start();
  // A caller without types can pass anything.
  const error = await errorOf(() => gitlab.group(reference as string));
  expect(error).toMatchObject({
    name: "InvalidReferenceError",
    code: "invalid_reference",
    group: typeof reference === "object" ? undefined : reference,
    project: undefined,
  });
  expect(error.message).toContain(message);
  expect(sent(server)).toEqual([]);
});

test("id() refuses an unknown option, and names the group", async () => {
  const { gitlab } = await start();
  // @ts-expect-error -- misspelt
  const error = await errorOf(() => gitlab.group("group").id({ timeout: 5 }));
  expect(error).toMatchObject({ code: "invalid_request", group: "group" });
});
