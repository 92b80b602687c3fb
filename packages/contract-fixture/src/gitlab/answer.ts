/** What GitLab answers to a call, before it becomes HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer that ends a call before it is done. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(JSON.stringify(answer));
    this.answer = answer;
  }
}

const message = (status: number, text: string): Refusal => new Refusal({ status, body: { message: text } });

/** Parameters that are missing or wrong. [parameters-joined] */
export const invalid = (...complaints: string[]): Refusal =>
  new Refusal({ status: 400, body: { error: complaints.join(", ") } });

/** A rule of GitLab's that forbids the change. */
export const badRequest = (rule: string): Refusal => message(400, `400 Bad request - ${rule}`);

/** No token, or one that GitLab does not know. */
export const unauthorized = (): Refusal => message(401, "401 Unauthorized");

/** A token that GitLab knows and no longer accepts. */
export const invalidToken = (description: string): Refusal =>
  new Refusal({ status: 401, body: { error: "invalid_token", error_description: description } });

/** A token whose scope is too small. */
export const insufficientScope = (scope: string): Refusal =>
  new Refusal({
    status: 403,
    body: {
      error: "insufficient_scope",
      error_description: "The request requires higher privileges than provided by the access token.",
      scope,
    },
  });

/** A caller whose role is too low. */
export const forbidden = (reason?: string): Refusal =>
  message(403, reason === undefined ? "403 Forbidden" : `403 Forbidden - ${reason}`);

/** Something that is missing, or that the caller may not see. */
export const notFound = (what: string): Refusal => message(404, `404 ${what} Not Found`);

/** A read by the old path of a project that has moved. [moved-text] */
export const moved = (location: string): Refusal =>
  new Refusal({
    status: 301,
    headers: { location },
    body: { message: `This resource has been moved permanently to ${location}` },
  });

/** A write by the old path of a project that has moved. */
export const methodNotAllowed = (): Refusal =>
  message(405, "Non GET methods are not allowed for moved projects");
