import type { Plan } from "@gitlab-job-token-scope/desired-state";
import type { Subject } from "./subject.js";

/** A project and its plan. */
export interface Planned {
  readonly subject: Subject;
  readonly plan: Plan;
}
