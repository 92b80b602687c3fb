import type { ProjectId } from "./ids.js";

/** A project of a group: plain data. */
export interface GroupProject {
  readonly id: ProjectId;
  /** Its name: `"app"`. */
  readonly name: string;
  /** Its full path: `"group/app"`. */
  readonly path: string;
  /** The URL of its page. */
  readonly webUrl: string;
}
