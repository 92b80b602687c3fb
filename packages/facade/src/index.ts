export type { GroupAllowlist, ProjectAllowlist } from "./allowlist.js";
export type { AllowedGroup, AllowedProject, AllowlistEntry } from "./allowlist-entry.js";
export { ConnectionError, type ConnectionErrorInit, isConnectionError } from "./errors/connection-error.js";
export { EntryUnconfirmedError } from "./errors/entry-unconfirmed-error.js";
export type { ErrorCode } from "./errors/error-code.js";
export type { ErrorContext } from "./errors/error-context.js";
export { InvalidReferenceError } from "./errors/invalid-reference-error.js";
export { InvalidRequestError } from "./errors/invalid-request-error.js";
export { isJobTokenScopeError, JobTokenScopeError } from "./errors/job-token-scope-error.js";
export { isResponseError, ResponseError, type ResponseErrorInit } from "./errors/response-error.js";
export { SettingNotAppliedError } from "./errors/setting-not-applied-error.js";
export { SettingUnconfirmedError } from "./errors/setting-unconfirmed-error.js";
export { createGitLab, type GitLab } from "./gitlab.js";
export type { Group } from "./group.js";
export type { GroupProject } from "./group-project.js";
export type { GroupProjectsOptions } from "./group-projects-options.js";
export type { Hooks, RateLimitEvent, RequestEvent, ResponseEvent, RetryEvent, RetryReason } from "./hooks.js";
export type { GroupId, ProjectId } from "./ids.js";
export type { JobTokenScope } from "./job-token-scope.js";
export type { JobTokenScopeManager, JobTokenScopeUpdate } from "./job-token-scope-manager.js";
export type { ListOptions } from "./list-options.js";
export type { GitLabOptions, RequestOptions } from "./options.js";
export type { Project } from "./project.js";
export {
  type GroupReference,
  type ProjectReference,
  parseGroupReference,
  parseProjectReference,
} from "./reference.js";
