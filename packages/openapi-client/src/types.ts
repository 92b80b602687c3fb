import type { components } from "./generated/openapi.js";

type Schemas = components["schemas"];

/** The settings in force: the answer of `getJobTokenScope`. */
export type JobTokenScope = Schemas["JobTokenScope"];
/** The body of `updateJobTokenScope`. */
export type JobTokenScopeUpdate = Schemas["JobTokenScopeUpdate"];
/** A row of `listAllowedProjects`. */
export type AllowedProject = Schemas["AllowedProject"];
/** The group or user that an {@link AllowedProject} belongs to. */
export type Namespace = Schemas["Namespace"];
/** A row of `listAllowedGroups`. */
export type AllowedGroup = Schemas["AllowedGroup"];
/** The body of `allowProject`. */
export type AllowProjectRequest = Schemas["AllowProjectRequest"];
/** The body of `allowGroup`. */
export type AllowGroupRequest = Schemas["AllowGroupRequest"];
/** The answer of `allowProject`. The entry's id is `target_project_id`. */
export type ProjectLink = Schemas["ProjectLink"];
/** The answer of `allowGroup`. The entry's id is `target_group_id`. */
export type GroupLink = Schemas["GroupLink"];
/** The answer of `getProject`. */
export type Project = Schemas["Project"];
/** The answer of `getGroup`. */
export type Group = Schemas["Group"];
/** How GitLab words most refusals. */
export type Message = Schemas["Message"];
/** How GitLab words a parameter that is missing or wrong. */
export type ParameterError = Schemas["ParameterError"];
/** The body of a 400, in either of its two shapes. */
export type BadRequest = Schemas["BadRequest"];
/** How GitLab words a token that is not enough. */
export type OAuthError = Schemas["OAuthError"];
