import { type Answer, Refusal } from "./answer.js";
import type { Call, Context } from "./call.js";
import { allowGroup, disallowGroup, listAllowedGroups } from "./group-allowlist.js";
import { getGroup, getProject } from "./look-up.js";
import { allowProject, disallowProject, listAllowedProjects } from "./project-allowlist.js";
import type { Seed } from "./seed.js";
import { getJobTokenScope, updateJobTokenScope } from "./settings.js";
import { type GitLabVersion, versionProfiles } from "./version.js";
import { createWorld, type World } from "./world.js";

const operations: ReadonlyMap<string, (context: Context) => Answer> = new Map(
  Object.entries({
    getJobTokenScope,
    updateJobTokenScope,
    listAllowedProjects,
    allowProject,
    disallowProject,
    listAllowedGroups,
    allowGroup,
    disallowGroup,
    getProject,
    getGroup,
  }),
);

/** A GitLab that remembers: calls in, answers out, no HTTP. */
export class InMemoryGitLab {
  readonly #seed: Seed;
  readonly #version: GitLabVersion;
  #world: World;

  /** @param seed A seed that was parsed. */
  constructor(seed: Seed, version: GitLabVersion) {
    this.#seed = seed;
    this.#version = version;
    this.#world = createWorld(seed);
  }

  /** Answers a call of one of the ten operations, named by its `operationId`. */
  answer(call: Call): Answer {
    const operation = operations.get(call.operation);
    if (operation === undefined) throw new Error(`the in-memory GitLab has no operation "${call.operation}"`);
    try {
      return operation({ world: this.#world, profile: versionProfiles[this.#version], call });
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  /** Puts the world back to what the seed says. */
  reset(): void {
    this.#world = createWorld(this.#seed);
  }
}
