import * as facade from "@gitlab-job-token-scope/facade";
import {
  type AllowedGroup,
  type AllowedProject,
  type AllowlistEntry,
  type ConnectionError,
  createGitLab,
  type ErrorCode,
  type GitLab,
  type Group,
  type GroupAllowlist,
  type GroupId,
  type GroupProject,
  type GroupProjectsOptions,
  isJobTokenScopeError,
  type JobTokenScope,
  type JobTokenScopeError,
  type JobTokenScopeManager,
  type Project,
  type ProjectAllowlist,
  type ProjectId,
  type RequestOptions,
  type ResponseError,
  type SettingNotAppliedError,
} from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

const gitlab = createGitLab({ url: new URL("https://gitlab.example.com"), token: () => "glpat-test" });
const { jobTokenScope } = gitlab.project("group/app");

test("an unknown option of a client does not compile", () => {
  createGitLab({
    token: async () => "glpat-test",
    tokenHeader: "private-token",
    retry: { limit: 0 },
    timeoutMs: 1,
  });
  createGitLab({ token: "glpat-test", fetch: globalThis.fetch });
  createGitLab({ token: "glpat-test", retry: { maxRetryAfterMs: 0 } });
  gitlab.project(1).jobTokenScope.get({ retry: {} });
  // @ts-expect-error -- not a number
  createGitLab({ token: "glpat-test", retry: { maxRetryAfterMs: "60" } });
  // @ts-expect-error -- the token is missing
  createGitLab({});
  // @ts-expect-error -- misspelt
  createGitLab({ token: "glpat-test", timeout: 1 });
  // @ts-expect-error -- no such header
  createGitLab({ token: "glpat-test", tokenHeader: "job-token" });
  // @ts-expect-error -- neither a number nor a string
  gitlab.project({ id: 1 });
});

test("enabled and inboundEnabled are writable, and everything else is read-only", async () => {
  const scope = await jobTokenScope.get();
  expectTypeOf(scope).toEqualTypeOf<JobTokenScope>();
  expectTypeOf(scope.enabled).toEqualTypeOf<boolean>();
  expectTypeOf(scope.inboundEnabled).toEqualTypeOf<boolean>();
  expectTypeOf(scope.save()).toEqualTypeOf<Promise<void>>();
  scope.enabled = true;
  scope.inboundEnabled = true;
  // @ts-expect-error -- read-only
  scope.outboundEnabled = true;
  // @ts-expect-error -- read-only
  scope.isDirty = false;
  // @ts-expect-error -- GitLab's spelling
  scope.inbound_enabled;
});

test("update() takes exactly one setting", () => {
  expectTypeOf(jobTokenScope.update({ enabled: true })).toEqualTypeOf<Promise<JobTokenScope>>();
  jobTokenScope.update({ inboundEnabled: true });
  // @ts-expect-error -- no setting
  jobTokenScope.update({});
  // @ts-expect-error -- not a boolean
  jobTokenScope.update({ enabled: "true" });
  // @ts-expect-error -- two settings
  jobTokenScope.update({ enabled: true, inboundEnabled: true });
  // @ts-expect-error -- misspelt
  jobTokenScope.update({ enable: true });
  // @ts-expect-error -- a misspelt option
  jobTokenScope.update({ enabled: true }, { timeout: 1 });
});

test("the two lists have entries of different types", async () => {
  const { allowlist, groupsAllowlist } = jobTokenScope;
  const project = await allowlist.create({ targetProjectId: 42 });
  const group = await groupsAllowlist.create("group");
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
  // @ts-expect-error -- two keys
  allowlist.create({ targetProjectId: 42, targetGroupId: 7 });
  // @ts-expect-error -- GitLab's spelling
  allowlist.create({ target_project_id: 42 });
  // @ts-expect-error -- a group is not a project
  const wrong: AllowedProject = group;
  void wrong;
  // @ts-expect-error -- read-only
  project.id = 1;
});

test("a group has its ID and its projects", async () => {
  const group = gitlab.group("group");
  expectTypeOf(group).toEqualTypeOf<Group>();
  expectTypeOf(group.id({ timeoutMs: 1 })).toEqualTypeOf<Promise<GroupId>>();
  expectTypeOf(group.projects()).toExtend<AsyncIterable<GroupProject>>();
  const options: GroupProjectsOptions = { includeSubgroups: false, includeArchived: true, limit: 10 };
  for await (const project of group.projects({ ...options, retry: { limit: 0 } })) {
    expectTypeOf(project.id).toEqualTypeOf<ProjectId>();
    expectTypeOf(project.path).toEqualTypeOf<string>();
    gitlab.project(project.id);
    jobTokenScope.allowlist.ensurePresent(project.id);
    // @ts-expect-error -- the ID of a project
    gitlab.group(project.id);
    // @ts-expect-error -- read-only
    project.path = "group/other";
  }
  // @ts-expect-error -- GitLab's spelling
  group.projects({ include_subgroups: true });
  // @ts-expect-error -- not a boolean
  group.projects({ includeArchived: "true" });
  // @ts-expect-error -- neither a number nor a string
  gitlab.group({ id: 7 });
});

test("an error has a code of ErrorCode", () => {
  const error: unknown = new Error();
  if (isJobTokenScopeError(error)) {
    expectTypeOf(error.code).toEqualTypeOf<ErrorCode>();
    // @ts-expect-error -- no such code
    if (error.code === "duplicate") return;
  }
});

test("the package exports createGitLab(), the parsers of references, the errors and their guards, and nothing else at run time", () => {
  expectTypeOf<keyof typeof facade>().toEqualTypeOf<
    | "createGitLab"
    | "ConnectionError"
    | "EntryUnconfirmedError"
    | "InvalidReferenceError"
    | "InvalidRequestError"
    | "JobTokenScopeError"
    | "ResponseError"
    | "SettingNotAppliedError"
    | "SettingUnconfirmedError"
    | "isConnectionError"
    | "isJobTokenScopeError"
    | "isResponseError"
    | "parseGroupReference"
    | "parseProjectReference"
  >();
});

test("public objects have their documented members, and nothing internal", () => {
  expectTypeOf<keyof GitLab>().toEqualTypeOf<"url" | "project" | "group" | "forget">();
  expectTypeOf<keyof Group>().toEqualTypeOf<"id" | "isVisible" | "projects">();
  expectTypeOf<keyof GroupProject>().toEqualTypeOf<"id" | "name" | "path" | "webUrl">();
  expectTypeOf<keyof Project>().toEqualTypeOf<"id" | "isVisible" | "jobTokenScope">();
  expectTypeOf<keyof JobTokenScopeManager>().toEqualTypeOf<
    "allowlist" | "groupsAllowlist" | "get" | "update"
  >();
  expectTypeOf<keyof JobTokenScope>().toEqualTypeOf<
    | "allowlist"
    | "groupsAllowlist"
    | "enabled"
    | "inboundEnabled"
    | "outboundEnabled"
    | "isDirty"
    | "save"
    | "refresh"
    | "toJSON"
  >();
  type ListMember =
    | "list"
    | "first"
    | "pages"
    | "create"
    | "delete"
    | "ensurePresent"
    | "ensureAbsent"
    | typeof Symbol.asyncIterator;
  expectTypeOf<keyof ProjectAllowlist>().toEqualTypeOf<ListMember>();
  expectTypeOf<keyof GroupAllowlist>().toEqualTypeOf<ListMember>();
  type EntryMember = "kind" | "id" | "name" | "path" | "webUrl" | "getId" | "delete" | "toJSON";
  expectTypeOf<keyof AllowlistEntry>().toEqualTypeOf<EntryMember>();
  expectTypeOf<keyof AllowedGroup>().toEqualTypeOf<EntryMember>();
  expectTypeOf<keyof AllowedProject>().toEqualTypeOf<EntryMember | "isSourceProject">();
});

test("public objects are made by the package only", () => {
  // @ts-expect-error -- the class is not exported
  void facade.GitLab;
  // @ts-expect-error -- private state
  const client: GitLab = { project: gitlab.project, group: gitlab.group, forget: () => {} };
  // @ts-expect-error -- private state
  const scope: JobTokenScope = { ...({} as JobTokenScope) };
  void [client, scope];
  type Constructor<Instance> = new (...args: never[]) => Instance;
  // The constructor of a public class cannot be called.
  expectTypeOf(gitlab.constructor).not.toExtend<Constructor<GitLab>>();
  expectTypeOf(jobTokenScope.constructor).not.toExtend<Constructor<JobTokenScopeManager>>();
});

test("an entry is an interface, which a test of a consumer can implement", () => {
  const project: AllowedProject = {
    kind: "project",
    id: 42 as ProjectId,
    name: undefined,
    path: "group/tool",
    webUrl: undefined,
    isSourceProject: false,
    getId: () => 42 as ProjectId,
    delete: async (options?: RequestOptions) => void options,
    toJSON: () => ({}),
  };
  expectTypeOf(project).toExtend<AllowlistEntry>();
  class Group implements AllowedGroup {
    readonly kind = "group";
    readonly id = 7 as GroupId;
    readonly name = undefined;
    readonly path = undefined;
    readonly webUrl = undefined;
    getId = () => this.id;
    delete = async () => {};
    toJSON = () => ({});
  }
  expectTypeOf<Group>().toExtend<AllowedGroup>();
  // @ts-expect-error -- a project has isSourceProject
  const wrong: AllowedProject = new Group();
  void wrong;
});

test("an error has its context", () => {
  expectTypeOf<JobTokenScopeError["project"]>().toEqualTypeOf<string | number | undefined>();
  expectTypeOf<JobTokenScopeError["group"]>().toEqualTypeOf<string | number | undefined>();
  expectTypeOf<JobTokenScopeError["target"]>().toEqualTypeOf<string | number | undefined>();
  expectTypeOf<JobTokenScopeError["url"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ResponseError["method"]>().toEqualTypeOf<string>();
  expectTypeOf<ConnectionError["method"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ConnectionError["path"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<SettingNotAppliedError["requested"]>().toEqualTypeOf<boolean>();
  // @ts-expect-error -- the former name of requested
  void ({} as SettingNotAppliedError["asked"]);
});
