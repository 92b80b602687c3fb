import { createGitLab, type GitLab, type RateLimitEvent } from "@gitlab-job-token-scope/facade";
import type { Io } from "../io.js";
import type { Console } from "../output/console.js";
import { duration } from "../output/progress.js";
import { findCredentials } from "./credentials.js";

/** A client, and who is told of its waits. */
export interface Connection {
  readonly gitlab: GitLab;
  /** Called when calls begin to wait for GitLab's rate limit. */
  onWait: (waitMs: number) => void;
}

/**
 * Makes a client for the address and the token that are found. Sends nothing.
 *
 * @throws {CommandError} If there is no address or token.
 */
export async function connect(
  io: Io,
  console: Console,
  options: { readonly tokenFile?: string },
): Promise<Connection> {
  const { url, token } = await findCredentials(io.env, options, console);
  const connection = {
    onWait: (_waitMs: number): void => {},
    gitlab: createGitLab({
      url,
      token,
      hooks: {
        onResponse: ({ method, url, attempt, status, failure, durationMs, requestId }) => {
          const ending = status ?? failure ?? "";
          const details = [
            `${Math.round(durationMs)} ms`,
            ...(attempt > 1 ? [`attempt ${attempt}`] : []),
            ...(requestId === undefined ? [] : [`request ${requestId}`]),
          ];
          console.detail(`${method} ${url} ${ending} (${details.join(", ")})`);
        },
        onRateLimit: ({ waitMs }: RateLimitEvent) => {
          console.detail(`waiting ${duration(waitMs)} for GitLab's rate limit`);
          connection.onWait(waitMs);
        },
      },
    }),
  };
  return connection;
}
