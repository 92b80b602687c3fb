import type {
  Group,
  GroupReference,
  JobTokenScope,
  Project,
  ProjectReference,
} from "@gitlab-job-token-scope/facade";
import type { Narrator } from "./narrator.ts";

/** The entries to add to the allowlists and remove again. */
export interface Targets {
  readonly project: ProjectReference;
  readonly group: GroupReference;
}

/** The steps that only read. */
export async function readSteps({ step }: Narrator, project: Project): Promise<void> {
  await step("Get the project's CI/CD job token access settings", async () => {
    const scope = await project.jobTokenScope.get();
    return scope.inboundEnabled;
  });

  await step("Get all pages of the project's allowlist", async () => {
    const allowlist = await project.jobTokenScope.allowlist.list();
    return allowlist.map((entry) => [entry.getId(), entry.path]);
  });

  await step("Get the project's groups allowlist", async () => {
    const groupsAllowlist = await project.jobTokenScope.groupsAllowlist.list();
    return groupsAllowlist.map((entry) => [entry.getId(), entry.path]);
  });
}

/** The step about a group, which only reads. */
export async function groupSteps({ step }: Narrator, group: Group): Promise<void> {
  await step("List the projects of a group and its subgroups", async () => {
    const projects = [];
    for await (const { id, path } of group.projects()) projects.push([id, path]);
    return projects;
  });
}

/** All steps about a project. */
export async function writeSteps(narrator: Narrator, project: Project, targets: Targets): Promise<void> {
  const scope = await settingSteps(narrator, project);
  await allowlistSteps(narrator, scope, targets.project);
  await groupsAllowlistSteps(narrator, scope, targets.group);
}

async function settingSteps({ step }: Narrator, project: Project): Promise<JobTokenScope> {
  let scope: JobTokenScope;

  await step("Get the project's CI/CD job token access settings", async () => {
    scope = await project.jobTokenScope.get();
    return scope.inboundEnabled;
  });

  await step("Update the settings. save() reads them back, so the object is up to date", async () => {
    scope.enabled = false;
    await scope.save();
    return scope.inboundEnabled;
  });

  await step("Or update them directly, which also returns the new settings", async () => {
    scope = await project.jobTokenScope.update({ enabled: true });
    return scope.inboundEnabled;
  });

  await step(
    "GitLab calls the setting inbound_enabled in responses and enabled in requests: here, both are the same",
    async () => {
      scope.inboundEnabled = false;
      return { enabled: scope.enabled, inboundEnabled: scope.inboundEnabled, isDirty: scope.isDirty };
    },
  );

  return step("Refresh the settings, which discards unsaved changes", async () => {
    await scope.refresh();
    return scope;
  });
}

async function allowlistSteps(
  { step }: Narrator,
  scope: JobTokenScope,
  target: ProjectReference,
): Promise<void> {
  let entry: Awaited<ReturnType<typeof scope.allowlist.create>>;

  await step("Get all pages of the project's allowlist. The project itself is always on it", async () => {
    const allowlist = await scope.allowlist.list();
    return allowlist.map((entry) => ({ id: entry.getId(), path: entry.path, self: entry.isSourceProject }));
  });

  await step(`Add a project to the allowlist: the target is ${target}`, async () => {
    entry = await scope.allowlist.create({ targetProjectId: target });
    return entry.getId();
  });

  await step("An entry has a single ID, in every response: find the new entry in the list", async () => {
    const found = [];
    for await (const listed of scope.allowlist) {
      found.push({ id: listed.getId(), path: listed.path, isNew: listed.getId() === entry.getId() });
    }
    return found;
  });

  await step("Remove the project from the allowlist", async () => {
    await entry.delete();
    const allowlist = await scope.allowlist.list();
    return allowlist.map((entry) => entry.getId());
  });

  await step("Or directly, by the project's ID", async () => {
    await scope.allowlist.create({ targetProjectId: target });
    await scope.allowlist.delete(target);
  });

  await step(
    "Or ensure that it is present or absent. The result states whether that changed anything",
    async () => {
      const added = await scope.allowlist.ensurePresent(target);
      const addedAgain = await scope.allowlist.ensurePresent(target);
      const removed = await scope.allowlist.ensureAbsent(target);
      return { added, addedAgain, removed };
    },
  );
}

async function groupsAllowlistSteps(
  { step }: Narrator,
  scope: JobTokenScope,
  target: GroupReference,
): Promise<void> {
  let entry: Awaited<ReturnType<typeof scope.groupsAllowlist.create>>;

  await step("Get the project's groups allowlist", async () => {
    const allowlist = await scope.groupsAllowlist.list();
    return allowlist.map((entry) => ({ id: entry.getId(), path: entry.path }));
  });

  await step(`Add a group to the groups allowlist: the target is ${target}`, async () => {
    entry = await scope.groupsAllowlist.create({ targetGroupId: target });
    return entry.getId();
  });

  await step("Find the new entry in the list", async () => {
    const found = [];
    for await (const listed of scope.groupsAllowlist) {
      found.push({ id: listed.getId(), path: listed.path, isNew: listed.getId() === entry.getId() });
    }
    return found;
  });

  await step("Remove the group from the groups allowlist", async () => {
    await entry.delete();
    const allowlist = await scope.groupsAllowlist.list();
    return allowlist.map((entry) => entry.getId());
  });

  await step("Or directly, by the group's ID", async () => {
    await scope.groupsAllowlist.create({ targetGroupId: target });
    await scope.groupsAllowlist.delete(target);
  });
}
