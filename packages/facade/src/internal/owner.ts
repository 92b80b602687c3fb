import type { GroupId, ProjectId } from "../ids.js";
import type { Target } from "../reference.js";
import type { PathCache } from "./api/path-cache.js";
import type { Client } from "./http/call.js";

/** The project that a public object stands for, and how to reach it. */
export interface Owner {
  readonly client: Client;
  readonly projects: PathCache<ProjectId>;
  readonly groups: PathCache<GroupId>;
  /** The project, as the caller named it. */
  readonly reference: string | number;
  /** The same, parsed. Once its ID is known, every call of the object uses it. */
  readonly target: Target<ProjectId>;
}

/** The same for a group. */
export interface GroupOwner {
  readonly client: Client;
  readonly groups: PathCache<GroupId>;
  /** The group, as the caller named it. */
  readonly reference: string | number;
  readonly target: Target<GroupId>;
}
