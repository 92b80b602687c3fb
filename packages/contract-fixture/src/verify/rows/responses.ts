/** The body of an error that GitLab's API framework reports. */
export function error(text: unknown): { error: unknown } {
  return { error: text };
}

/** The body of an error that GitLab reports. */
export function message(text: unknown): { message: unknown } {
  return { message: text };
}

/** The response if a rule of GitLab forbids a change. */
export function badRequest(reason: string): { status: 400; body: unknown } {
  return { status: 400, body: message(`400 Bad request - ${reason}`) };
}
