import { createGitLab, type JobTokenScope } from "@gitlab-job-token-scope/facade";
import { type Contender, token } from "../contender.ts";

/** @param signal Passed to every call. The comparison has none; the memory benchmark has one for all calls. */
export function facade(origin: string, signal?: AbortSignal): Contender {
  const { jobTokenScope } = createGitLab({ url: origin, token }).project(1);
  const options = signal && { signal };
  // One object for all saves, as in a program that runs for a long time.
  let scope: JobTokenScope | undefined;
  return {
    name: "facade",
    read: async () => (await jobTokenScope.get(options)).inboundEnabled,
    save: async (enabled) => {
      scope ??= await jobTokenScope.get(options);
      scope.enabled = enabled;
      await scope.save(options);
      return scope.inboundEnabled;
    },
    add: async (projectId) =>
      (await jobTokenScope.allowlist.create({ targetProjectId: projectId }, options)).id,
    remove: (projectId) => jobTokenScope.allowlist.delete(projectId, options),
    list: () => jobTokenScope.allowlist.list(options),
  };
}
