/** The response to a call, independent of HTTP. */
export interface GitLabResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
