import { createGitLab, type GitLab, type JobTokenScope } from "@gitlab-job-token-scope/facade";
import { type ContenderFactory, token } from "../contender.ts";

/** @param signal Passed to every call. The comparison has none; the memory benchmark has one for all calls. */
export function facade(origin: string, signal?: AbortSignal): { gitlab: GitLab; create: ContenderFactory } {
  const gitlab = createGitLab({ url: origin, token });
  const options = signal && { signal };
  const create: ContenderFactory = (project) => {
    const { jobTokenScope } = gitlab.project(project);
    // One object for all saves, as in a program that runs for a long time.
    let scope: JobTokenScope | undefined;
    return {
      read: async () => (await jobTokenScope.get(options)).inboundEnabled,
      save: async (enabled) => {
        scope ??= await jobTokenScope.get(options);
        scope.enabled = enabled;
        await scope.save(options);
        return scope.inboundEnabled;
      },
      add: async (target) => (await jobTokenScope.allowlist.create({ targetProjectId: target }, options)).id,
      remove: (target) => jobTokenScope.allowlist.delete(target, options),
      list: async () => (await jobTokenScope.allowlist.list(options)).map((entry) => entry.getId()),
      listGroups: async () =>
        (await jobTokenScope.groupsAllowlist.list(options)).map((entry) => entry.getId()),
    };
  };
  return { gitlab, create };
}
