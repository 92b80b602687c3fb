import { type Answer, Refusal } from "./answer.js";
import type { Call, Context } from "./call.js";
import { allowGroup, disallowGroup, listAllowedGroups } from "./group-allowlist.js";
import { getGroup, getProject } from "./look-up.js";
import type { OperationId } from "./operation-id.js";
import { allowProject, disallowProject, listAllowedProjects } from "./project-allowlist.js";
import type { ProjectChange } from "./project-change.js";
import type { Seed } from "./seed.js";
import { getJobTokenScope, updateJobTokenScope } from "./settings.js";
import { readWorld, type State } from "./state.js";
import { type GitLabVersion, versionProfiles } from "./version.js";
import { createWorld, type World } from "./world.js";

const operations: ReadonlyMap<string, (context: Context) => Answer> = new Map(
  Object.entries<(context: Context) => Answer>({
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
  } satisfies Record<OperationId, unknown>),
);

/** A GitLab that remembers: calls in, answers out, no HTTP. */
export class InMemoryGitLab {
  #version: GitLabVersion;
  #world: World;

  /** @param seed A seed that was parsed. */
  constructor(seed: Seed, version: GitLabVersion) {
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

  /** Forgets everything, and begins again with another seed. */
  load(seed: Seed, version: GitLabVersion): void {
    this.#version = version;
    this.#world = createWorld(seed);
  }

  /** The version whose behaviour is followed. */
  get version(): GitLabVersion {
    return this.#version;
  }

  /** Everything as it stands. */
  get state(): State {
    return { gitlab: this.#version, ...readWorld(this.#world) };
  }

  /** Changes a project past every rule, as somebody else might have done it. */
  change({ project: id, inboundEnabled, allowedProjects, allowedGroups }: ProjectChange): void {
    const project = this.#world.projects.get(id);
    if (project === undefined) return;
    if (inboundEnabled !== undefined) project.inboundEnabled = inboundEnabled;
    if (allowedProjects !== undefined) project.allowedProjects = new Set(allowedProjects);
    if (allowedGroups !== undefined) project.allowedGroups = new Set(allowedGroups);
  }
}
