import type { AllowedGroup, AllowedProject, GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import type { Entry } from "../plan.js";
import type { CurrentState } from "./decide.js";
import type { Reference } from "./reference-schema.js";

/** Which parts of a project are read. */
export interface Parts {
  readonly inboundEnabled: boolean;
  readonly projects: boolean;
  readonly groups: boolean;
}

/**
 * Reads the parts of a project that are needed, each with one request for up to 100 entries. The list of projects comes first,
 * because the facade learns from it the ID of a project that is named by its path.
 */
export async function readCurrent(
  gitlab: GitLab,
  reference: Reference,
  parts: Parts,
  options: RequestOptions,
): Promise<CurrentState> {
  const project = gitlab.project(reference.id ?? reference.path ?? "");
  const { jobTokenScope } = project;
  const projects = parts.projects ? await jobTokenScope.allowlist.list(options) : undefined;
  const id = await project.id(options);
  const [scope, groups] = await Promise.all([
    parts.inboundEnabled ? jobTokenScope.get(options) : undefined,
    parts.groups ? jobTokenScope.groupsAllowlist.list(options) : undefined,
  ]);
  const path = projects?.find((entry) => entry.isSourceProject)?.path ?? reference.path;
  return {
    gitlab: gitlab.url,
    project: { id, ...(path !== undefined && { path }) },
    inboundEnabled: scope?.inboundEnabled,
    lists: { project: projects?.map(toEntry), group: groups?.map(toEntry) },
  };
}

function toEntry({ kind, id, path }: AllowedProject | AllowedGroup): Entry {
  return { kind, id, ...(path !== undefined && { path }) };
}
