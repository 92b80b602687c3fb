import type { components } from "./generated/openapi.js";

type Schemas = components["schemas"];

/** The effective settings: the response of `getJobTokenScope`. */
export type JobTokenScope = Schemas["JobTokenScope"];
/** The body of `updateJobTokenScope`. */
export type JobTokenScopeUpdate = Schemas["JobTokenScopeUpdate"];
/** An entry of `listAllowedProjects`. */
export type AllowedProject = Schemas["AllowedProject"];
/** The group or user that an {@link AllowedProject} belongs to. */
export type Namespace = Schemas["Namespace"];
/** An entry of `listAllowedGroups`. */
export type AllowedGroup = Schemas["AllowedGroup"];
/** The body of `allowProject`. */
export type AllowProjectRequest = Schemas["AllowProjectRequest"];
/** The body of `allowGroup`. */
export type AllowGroupRequest = Schemas["AllowGroupRequest"];
/** The response of `allowProject`. The entry's ID is `target_project_id`. */
export type ProjectLink = Schemas["ProjectLink"];
/** The response of `allowGroup`. The entry's ID is `target_group_id`. */
export type GroupLink = Schemas["GroupLink"];
/** The response of `getProject`. */
export type Project = Schemas["Project"];
/** The response of `getGroup`. */
export type Group = Schemas["Group"];
/** The body of most error responses. */
export type Message = Schemas["Message"];
/** The error for a missing or invalid parameter. */
export type ParameterError = Schemas["ParameterError"];
/** The body of a 400, in one of two formats. */
export type BadRequest = Schemas["BadRequest"];
/** The error for an invalid or insufficient token. */
export type OAuthError = Schemas["OAuthError"];
