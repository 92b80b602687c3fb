export { CallError } from "./call-error.js";
export type { CallOptions, CommonOptions, HeadersInput } from "./call-options.js";
export { createOpenApiClient, type OpenApiClientOptions } from "./client.js";
export { openApiDocument } from "./generated/document.js";
export type {
  AllowedGroup,
  AllowedProject,
  AllowGroupRequest,
  AllowProjectRequest,
  BadRequest,
  components,
  Group,
  GroupLink,
  JobTokenScope,
  JobTokenScopeUpdate,
  Message,
  MessagesByField,
  Namespace,
  NotFound,
  OAuthError,
  OAuthErrorCode,
  operations,
  ParameterError,
  Project,
  ProjectLink,
  paths,
  RateLimitError,
  RequestError,
} from "./generated/openapi.js";
export type { Middleware, MiddlewareContext } from "./middleware.js";
export type {
  Call,
  CallData,
  CallErrors,
  CallResponse,
  OpenApiClient,
} from "./open-api-client.js";
export type { Method, Paths, UndeclaredStatus } from "./operation-types.js";
export {
  createRequestBuilder,
  type PreparedRequest,
  type RequestBuilder,
  type RequestBuilderOptions,
} from "./request-builder.js";
export type { Token, TokenHeader } from "./token.js";
