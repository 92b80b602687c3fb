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

test("a reference is a number, a text or an id", () => {
  const id: number = 42;
  const either: number | string = "group/app";
  for (const reference of [id, either, projectId, "42", "gid://gitlab/Project/42"]) gitlab.project(reference);
  allowlist.create({ targetProjectId: id });
  allowlist.create({ targetProjectId: projectId });
  allowlist.delete(projectId);
  allowlist.ensurePresent(either);
  groupsAllowlist.create({ targetGroupId: groupId });
  groupsAllowlist.delete(id);
  groupsAllowlist.ensureAbsent(groupId);
});

test("what comes out goes in again, where it belongs", async () => {
  for (const entry of await allowlist.list()) {
    gitlab.project(entry.id);
    allowlist.ensureAbsent(entry.getId());
  }
  for await (const [entry] of groupsAllowlist.pages()) if (entry) groupsAllowlist.delete(entry.id);
  expectTypeOf<ResponseError["projectId"]>().toEqualTypeOf<ProjectId | undefined>();
  expectTypeOf<AllowlistEntry["id"]>().toEqualTypeOf<ProjectId | GroupId>();
});

test("an id is a number", () => {
  expectTypeOf<ProjectId>().toExtend<number>();
  const names = new Map<number, string>();
  names.get(projectId);
  names.get(groupId);
  // @ts-expect-error -- a plain number may be anything's
  const made: ProjectId = 42;
  void made;
});

test("a group's id names no project", () => {
  // @ts-expect-error -- a group
  gitlab.project(groupId);
  // @ts-expect-error -- a group
  allowlist.create({ targetProjectId: groupId });
  // @ts-expect-error -- a group
  allowlist.delete(groupId);
  // @ts-expect-error -- a group
  allowlist.ensurePresent(groupId);
  // @ts-expect-error -- a group
  allowlist.ensureAbsent(groupId);
  expectTypeOf<GroupId>().not.toExtend<ProjectReference>();
  expectTypeOf<GroupId>().not.toExtend<ProjectId>();
});

test("a project's id names no group", () => {
  // @ts-expect-error -- a project
  groupsAllowlist.create({ targetGroupId: projectId });
  // @ts-expect-error -- a project
  groupsAllowlist.delete(projectId);
  // @ts-expect-error -- a project
  groupsAllowlist.ensurePresent(projectId);
  // @ts-expect-error -- a project
  groupsAllowlist.ensureAbsent(projectId);
  expectTypeOf<ProjectId>().not.toExtend<GroupReference>();
});

test("an entry of either list may be of the wrong kind", () => {
  const either = projectId as ProjectId | GroupId;
  // @ts-expect-error -- it may be a group
  gitlab.project(either);
  // @ts-expect-error -- it may be a project
  groupsAllowlist.delete(either);
});
