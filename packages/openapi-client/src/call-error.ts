/**
 * A response that is no success. A call returns it as `error`, and it can be thrown.
 *
 * The message names the method, the path as the document has it, the status and GitLab's reason: `PATCH
 * /api/v4/projects/{id}/job_token_scope: 400 enabled is missing, enabled is empty`. It contains no token.
 *
 * @example
 * ```ts
 * import { CallError, createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
 *
 * const api = createOpenApiClient({ url: "https://gitlab.example.com", token: "glpat-…" });
 * try {
 *   const { error } = await api.GET("/api/v4/projects/{id}", { params: { path: { id: "group/app" } } });
 *   if (error) throw error;
 * } catch (thrown) {
 *   if (!(thrown instanceof CallError)) throw thrown;
 *   console.error(thrown.message);
 * }
 * ```
 */
export class CallError<Status extends number = number, Body = unknown> extends Error {
  override readonly name: "CallError" = "CallError";
  /**
   * The status of the response. It is 0 for a redirect in a browser, which hides the status and `Location` of a redirect that is
   * not followed. It is the status of a success if the response is not what the operation returns, such as a sign-in page.
   */
  readonly status: Status;
  /** The body, parsed if it is a JSON object or array, and otherwise as text. An empty body is `""`. */
  readonly body: Body;

  /** @param message What failed, without a secret. */
  constructor(message: string, status: Status, body: Body) {
    super(message);
    this.status = status;
    this.body = body;
  }

  /** What `JSON.stringify` shows. */
  toJSON(): { name: string; message: string; status: Status; body: Body } {
    const { name, message, status, body } = this;
    return { name, message, status, body };
  }
}
