import type { Owner } from "./internal/allowlist-backend.js";
import { JobTokenScopeManager } from "./job-token-scope-manager.js";

/** A project in GitLab. Making one sends nothing. */
export class Project {
  /** Who may use this project's API with a CI/CD job token. */
  readonly jobTokenScope: JobTokenScopeManager;

  /** @internal */
  constructor(owner: Owner) {
    this.jobTokenScope = new JobTokenScopeManager(owner);
  }
}
