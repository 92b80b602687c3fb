import {
  type AllowlistEntry,
  createGitLab,
  type GroupId,
  type GroupReference,
  type ProjectId,
  type ProjectReference,
  type ResponseError,
} from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

const gitlab = createGitLab({ token: "glpat-test" });
const { allowlist, groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
declare const projectId: ProjectId;
declare const groupId: GroupId;

test("a reference is a number, a string or an ID", () => {
  const id: number = 42;
  const either: number | string = "group/app";
  for (const reference of [id, either, projectId, "42", "gid://gitlab/Project/42"]) gitlab.project(reference);
  allowlist.create({ targetProjectId: id });
  allowlist.create({ targetProjectId: projectId });
  allowlist.create(projectId);
  allowlist.create("group/tool", { timeoutMs: 1 });
  allowlist.delete(projectId);
  allowlist.ensurePresent(either);
  groupsAllowlist.create({ targetGroupId: groupId });
  groupsAllowlist.create(groupId);
  groupsAllowlist.delete(id);
  groupsAllowlist.ensureAbsent(groupId);
  for (const reference of [7, groupId, "7", "group", "gid://gitlab/Group/7"]) gitlab.group(reference);
});

test("an ID that GitLab returned is a reference of its kind", async () => {
  for (const entry of await allowlist.list()) {
    gitlab.project(entry.id);
    allowlist.ensureAbsent(entry.getId());
  }
  for await (const [entry] of groupsAllowlist.pages()) if (entry) groupsAllowlist.delete(entry.id);
  expectTypeOf(gitlab.project("group/app").id()).toEqualTypeOf<Promise<ProjectId>>();
  expectTypeOf(gitlab.group("group").id()).toEqualTypeOf<Promise<GroupId>>();
  // @ts-expect-error -- an error has no ID of a project
  void ({} as ResponseError["projectId"]);
  expectTypeOf<AllowlistEntry["id"]>().toEqualTypeOf<ProjectId | GroupId>();
});

test("an ID is a number, and a number is not an ID", () => {
  expectTypeOf<ProjectId>().toExtend<number>();
  const names = new Map<number, string>();
  names.get(projectId);
  names.get(groupId);
  // @ts-expect-error -- a plain number may be the ID of anything
  const made: ProjectId = 42;
  void made;
});

test("the ID of a group is not a reference to a project", () => {
  // @ts-expect-error -- a group
  gitlab.project(groupId);
  // @ts-expect-error -- a group
  allowlist.create({ targetProjectId: groupId });
  // @ts-expect-error -- a group
  allowlist.create(groupId);
  // @ts-expect-error -- a group
  allowlist.delete(groupId);
  // @ts-expect-error -- a group
  allowlist.ensurePresent(groupId);
  // @ts-expect-error -- a group
  allowlist.ensureAbsent(groupId);
  expectTypeOf<GroupId>().not.toExtend<ProjectReference>();
  expectTypeOf<GroupId>().not.toExtend<ProjectId>();
});

test("the ID of a project is not a reference to a group", () => {
  // @ts-expect-error -- a project
  groupsAllowlist.create({ targetGroupId: projectId });
  // @ts-expect-error -- a project
  groupsAllowlist.create(projectId);
  // @ts-expect-error -- a project
  groupsAllowlist.delete(projectId);
  // @ts-expect-error -- a project
  groupsAllowlist.ensurePresent(projectId);
  // @ts-expect-error -- a project
  groupsAllowlist.ensureAbsent(projectId);
  // @ts-expect-error -- a project
  gitlab.group(projectId);
  expectTypeOf<ProjectId>().not.toExtend<GroupReference>();
});

test("the ID of an entry of either list is a reference of neither kind", () => {
  const either = projectId as ProjectId | GroupId;
  // @ts-expect-error -- it may be a group
  gitlab.project(either);
  // @ts-expect-error -- it may be a project
  groupsAllowlist.delete(either);
});
