import {
  type AllowedGroup,
  type AllowedProject,
  createGitLab,
  type ErrorCode,
  type GroupId,
  isJobTokenScopeError,
  type JobTokenScope,
  type ProjectId,
} from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

const gitlab = createGitLab({ url: new URL("https://gitlab.example.com"), token: () => "glpat-test" });
const { jobTokenScope } = gitlab.project("group/app");

test("a client takes its options, and no other", () => {
  createGitLab({
    token: async () => "glpat-test",
    tokenHeader: "private-token",
    retry: { limit: 0 },
    timeoutMs: 1,
  });
  createGitLab({ token: "glpat-test", fetch: globalThis.fetch });
  // @ts-expect-error -- the token is missing
  createGitLab({});
  // @ts-expect-error -- misspelt
  createGitLab({ token: "glpat-test", timeout: 1 });
  // @ts-expect-error -- no such header
  createGitLab({ token: "glpat-test", tokenHeader: "job-token" });
  // @ts-expect-error -- no number or string
  gitlab.project({ id: 1 });
});

test("a scope has one setting under two names", async () => {
  const scope = await jobTokenScope.get();
  expectTypeOf(scope).toEqualTypeOf<JobTokenScope>();
  expectTypeOf(scope.enabled).toEqualTypeOf<boolean>();
  expectTypeOf(scope.inboundEnabled).toEqualTypeOf<boolean>();
  expectTypeOf(scope.save()).toEqualTypeOf<Promise<void>>();
  scope.enabled = true;
  scope.inboundEnabled = true;
  // @ts-expect-error -- it can only be read
  scope.outboundEnabled = true;
  // @ts-expect-error -- it can only be read
  scope.isDirty = false;
  // @ts-expect-error -- GitLab's spelling
  scope.inbound_enabled;
});

test("an update is one setting", () => {
  expectTypeOf(jobTokenScope.update({ enabled: true })).toEqualTypeOf<Promise<JobTokenScope>>();
  jobTokenScope.update({ inboundEnabled: true });
  // @ts-expect-error -- nothing
  jobTokenScope.update({});
  // @ts-expect-error -- no boolean
  jobTokenScope.update({ enabled: "true" });
  // @ts-expect-error -- both
  jobTokenScope.update({ enabled: true, inboundEnabled: true });
  // @ts-expect-error -- misspelt
  jobTokenScope.update({ enable: true });
  // @ts-expect-error -- a misspelt option
  jobTokenScope.update({ enabled: true }, { timeout: 1 });
});

test("the two lists and their entries do not mix", async () => {
  const { allowlist, groupsAllowlist } = jobTokenScope;
  const project = await allowlist.create({ targetProjectId: 42 });
  const group = await groupsAllowlist.create({ targetGroupId: "group" });
  expectTypeOf(project).toEqualTypeOf<AllowedProject>();
  expectTypeOf(group).toEqualTypeOf<AllowedGroup>();
  expectTypeOf(project.getId()).toEqualTypeOf<ProjectId>();
  expectTypeOf(group.getId()).toEqualTypeOf<GroupId>();
  expectTypeOf(allowlist.list()).toEqualTypeOf<Promise<AllowedProject[]>>();
  expectTypeOf(allowlist.delete(42)).toEqualTypeOf<Promise<void>>();
  expectTypeOf(allowlist.ensurePresent("group/tool")).toEqualTypeOf<Promise<boolean>>();
  for await (const entry of groupsAllowlist) expectTypeOf(entry).toEqualTypeOf<AllowedGroup>();

  // @ts-expect-error -- a group in the list of projects
  allowlist.create({ targetGroupId: 7 });
  // @ts-expect-error -- a project in the list of groups
  groupsAllowlist.create({ targetProjectId: 42 });
  // @ts-expect-error -- the target has a name
  allowlist.create(42);
  // @ts-expect-error -- GitLab's spelling
  allowlist.create({ target_project_id: 42 });
  // @ts-expect-error -- a group is no project
  const wrong: AllowedProject = group;
  void wrong;
  // @ts-expect-error -- the id can only be read
  project.id = 1;
});

test("an error's code is one of those that are documented", () => {
  const error: unknown = new Error();
  if (isJobTokenScopeError(error)) {
    expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
    // @ts-expect-error -- no such code
    if (error.code === "duplicate") return;
  }
});
