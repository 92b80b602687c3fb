import type { GitLabResponse } from "./response.js";

/** Aborts a call with an error response or a redirect. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly response: GitLabResponse;

  constructor(response: GitLabResponse) {
    super(JSON.stringify(response));
    this.response = response;
  }
}

const withMessage = (status: number, message: string): ApiError =>
  new ApiError({ status, body: { message } });

/** Missing or invalid parameters. [parameters-joined] */
export const invalidParameters = (...problems: string[]): ApiError =>
  new ApiError({ status: 400, body: { error: problems.join(", ") } });

/** The change violates one of GitLab's rules. */
export const badRequest = (reason: string): ApiError => withMessage(400, `400 Bad request - ${reason}`);

/** The token is missing or unknown. */
export const unauthorized = (): ApiError => withMessage(401, "401 Unauthorized");

/** The token is known but expired or revoked. */
export const invalidToken = (description: string): ApiError =>
  new ApiError({ status: 401, body: { error: "invalid_token", error_description: description } });

/** The token lacks the required scope. */
export const insufficientScope = (scope: string): ApiError =>
  new ApiError({
    status: 403,
    body: {
      error: "insufficient_scope",
      error_description: "The request requires higher privileges than provided by the access token.",
      scope,
    },
  });

/** The caller's role is insufficient. */
export const forbidden = (reason?: string): ApiError =>
  withMessage(403, reason === undefined ? "403 Forbidden" : `403 Forbidden - ${reason}`);

/** The resource does not exist, or the caller cannot see it. */
export const notFound = (resource: string): ApiError => withMessage(404, `404 ${resource} Not Found`);

/** A read used the former path of a moved project. The body has no content type. [moved-text] */
export const moved = (location: string): ApiError =>
  new ApiError({
    status: 301,
    headers: { location },
    body: `This resource has been moved permanently to ${location}`,
  });

/** A write used the former path of a moved project. */
export const methodNotAllowed = (): ApiError =>
  withMessage(405, "Non GET methods are not allowed for moved projects");
