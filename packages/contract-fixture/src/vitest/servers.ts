import type { MockGitLab } from "../mock-gitlab.js";
import type { MockGitLabOptions } from "../options.js";
import { startMockGitLab } from "../start.js";

/** The GitLabs of a worker. */
export interface Servers {
  /** The one that was started with these very options; it is started when it is first asked for. */
  get(options: MockGitLabOptions): Promise<MockGitLab>;
  close(): Promise<void>;
}

/**
 * Keeps a GitLab for each set of options: vitest 3 keeps what belongs to a worker by its name alone, and would hand what one
 * `test` started to another.
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
