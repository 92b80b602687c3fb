import { authenticate } from "./access.js";
import { ApiError } from "./api-error.js";
import type { Call, Context } from "./call.js";
import { getCurrentUser } from "./current-user.js";
import { allowGroup, disallowGroup, listAllowedGroups } from "./group-allowlist.js";
import { listGroupProjects } from "./group-projects.js";
import { getGroup, getProject } from "./lookups.js";
import { getMetadata } from "./metadata.js";
import type { OperationId } from "./operation-id.js";
import { allowProject, disallowProject, listAllowedProjects } from "./project-allowlist.js";
import type { ProjectChange } from "./project-change.js";
import type { GitLabResponse } from "./response.js";
import type { Seed } from "./seed.js";
import { getJobTokenScope, updateJobTokenScope } from "./settings.js";
import { readState, type State } from "./state.js";
import { createStore, type Store } from "./store.js";
import type { UndeclaredId } from "./undeclared-routes.js";
import { type GitLabVersion, versionProfiles } from "./version.js";

const operations: ReadonlyMap<string, (context: Context) => GitLabResponse> = new Map(
  Object.entries<(context: Context) => GitLabResponse>({
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
    listGroupProjects,
    getCurrentUser,
    getMetadata,
  } satisfies Record<OperationId | UndeclaredId, unknown>),
);

/** A stateful GitLab without HTTP: it handles calls and returns responses. */
export class InMemoryGitLab {
  #version: GitLabVersion;
  #store: Store;

  /** @param seed A validated seed. */
  constructor(seed: Seed, version: GitLabVersion) {
    this.#version = version;
    this.#store = createStore(seed);
  }

  /** Handles a call of an operation of the document, identified by its `operationId`, or of an undeclared route. */
  handle(call: Call): GitLabResponse {
    const operation = operations.get(call.operation);
    // Stryker disable next-line ConditionalExpression,StringLiteral: Prism finds only operations that are in the map.
    if (operation === undefined) throw new Error(`the in-memory GitLab has no operation "${call.operation}"`);
    const version = this.#version;
    const context = { store: this.#store, version, profile: versionProfiles[version], call };
    return catchApiError(() => operation(context));
  }

  /** Handles OPTIONS, which requires a token for every path. [options-allow] */
  handleOptions(token: string | undefined, allow: string): GitLabResponse {
    return catchApiError(() => {
      authenticate(this.#store, token, "write");
      return { status: 204, headers: { allow } };
    });
  }

  /** Replaces the entire state with a new seed. */
  load(seed: Seed, version: GitLabVersion): void {
    this.#version = version;
    this.#store = createStore(seed);
  }

  /** The simulated GitLab version. */
  get version(): GitLabVersion {
    return this.#version;
  }

  /** A copy of the current state. */
  get state(): State {
    return { gitlab: this.#version, ...readState(this.#store) };
  }

  hasProject(id: number): boolean {
    return this.#store.projects.has(id);
  }

  hasGroup(id: number): boolean {
    return this.#store.groups.has(id);
  }

  /** Changes a project without applying any rules, like a concurrent change by another user. */
  change({ project: id, inboundEnabled, allowedProjects, allowedGroups }: ProjectChange): void {
    const project = this.#store.projects.get(id);
    if (project === undefined) throw new Error(`GitLab has no project ${id}`);
    if (inboundEnabled !== undefined) project.inboundEnabled = inboundEnabled;
    if (allowedProjects !== undefined) project.allowedProjects = new Set(allowedProjects);
    if (allowedGroups !== undefined) project.allowedGroups = new Set(allowedGroups);
  }
}

function catchApiError(handle: () => GitLabResponse): GitLabResponse {
  try {
    return handle();
  } catch (error) {
    if (error instanceof ApiError) return error.response;
    throw error;
  }
}
