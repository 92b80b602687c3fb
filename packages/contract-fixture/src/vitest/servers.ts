import type { MockGitLab } from "../mock-gitlab.js";
import type { MockGitLabOptions } from "../options.js";
import { startMockGitLab } from "../start.js";

/** The mock GitLabs of a worker. */
export interface Servers {
  /** Returns the GitLab for this options object. The first call starts it. */
  get(options: MockGitLabOptions): Promise<MockGitLab>;
  close(): Promise<void>;
}

/**
 * Creates a registry with one GitLab per options object. Vitest 3 identifies worker fixtures by name only, so that two `test`
 * functions would otherwise share a GitLab despite different options.
 */
export function createServers(): Servers {
  const started = new Map<MockGitLabOptions, Promise<MockGitLab>>();
  return {
    get: (options) => {
      const server = started.get(options) ?? startMockGitLab(options);
      started.set(options, server);
      return server;
    },
    close: async () => {
      const servers = await Promise.allSettled(started.values());
      await Promise.all(servers.map((server) => server.status === "fulfilled" && server.value.close()));
    },
  };
}
