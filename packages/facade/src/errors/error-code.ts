/**
 * What went wrong, to branch on.
 *
 * | code | when |
 * | --- | --- |
 * | `unauthorized` | GitLab does not accept the token |
 * | `forbidden` | the token's user is below Maintainer |
 * | `insufficient_scope` | the token lacks the scope: `api` to write, `read_api` to read |
 * | `not_found` | there is no such project or group, or the token's user may not see it |
 * | `project_moved` | a write used the old path of a project that has moved |
 * | `already_allowed` | the entry is on the allowlist already |
 * | `not_allowed` | the entry is not on the allowlist |
 * | `allowlist_full` | the allowlist holds 200 entries |
 * | `target_inaccessible` | the token's user may not read the project or group to be added |
 * | `enforced_by_instance` | GitLab reports that the instance enforces the scope, so it cannot be turned off |
 * | `setting_not_applied` | GitLab accepted the setting and then reported another value |
 * | `setting_unconfirmed` | the setting was written and could not be read back |
 * | `entry_unconfirmed` | an entry may have been added or removed: the response was lost, and the list could not be read |
 * | `invalid_request` | an option or argument is wrong, or GitLab reports that a parameter is |
 * | `invalid_reference` | a reference does not name a project or group |
 * | `rate_limited` | GitLab limits the rate of requests, and the retries are used up or the wait is too long |
 * | `conflict` | another request holds a lock on the project |
 * | `server_error` | GitLab, or a proxy in front of it, failed |
 * | `unexpected_response` | the response is not one that GitLab sends to this request |
 * | `network` | the host could not be reached, or the connection was lost |
 * | `timeout` | a time limit was exceeded |
 * | `aborted` | the call's signal was aborted |
 */
export type ErrorCode =
  | "unauthorized"
  | "forbidden"
  | "insufficient_scope"
  | "not_found"
  | "project_moved"
  | "already_allowed"
  | "not_allowed"
  | "allowlist_full"
  | "target_inaccessible"
  | "enforced_by_instance"
  | "setting_not_applied"
  | "setting_unconfirmed"
  | "entry_unconfirmed"
  | "invalid_request"
  | "invalid_reference"
  | "rate_limited"
  | "conflict"
  | "server_error"
  | "unexpected_response"
  | "network"
  | "timeout"
  | "aborted";
