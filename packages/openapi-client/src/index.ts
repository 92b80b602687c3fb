export { createOpenApiClient, type OpenApiClientOptions } from "./client.js";
export { openApiDocument } from "./generated/document.js";
export type { components, operations, paths } from "./generated/openapi.js";
export type { Call, CallOptions, CallResponse, Method, OpenApiClient, Paths } from "./open-api-client.js";
export {
  createRequestBuilder,
  type PreparedRequest,
  type RequestBuilder,
  type RequestBuilderOptions,
} from "./request-builder.js";
export type { Token, TokenHeader } from "./token.js";
export type {
  AllowedGroup,
  AllowedProject,
  AllowGroupRequest,
  AllowProjectRequest,
  BadRequest,
  Group,
  GroupLink,
  JobTokenScope,
  JobTokenScopeUpdate,
  Message,
  Namespace,
  OAuthError,
  ParameterError,
  Project,
  ProjectLink,
} from "./types.js";
