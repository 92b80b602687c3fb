import type { GitLabVersion } from "../gitlab/version.js";
import { sendChange } from "./change.js";
import { type Client, NoResponseError } from "./client.js";
import { readState } from "./project-state.js";

/**
 * Tries to disable the scope, and returns why this is not possible, if the instance enforces it. Before 18.8, GitLab ignores the
 * change without an error [enforced-silent].
 */
export async function detectEnforcement(
  client: Client,
  scope: string,
  version: GitLabVersion,
): Promise<string | undefined> {
  const headers = { "content-type": "application/json" };
  try {
    const { status, body } = await sendChange(client, {
      method: "PATCH",
      path: scope,
      headers,
      body: '{"enabled":false}',
    });
    if (status === 400 && JSON.stringify(body).includes("enforced for the instance")) {
      return "the instance enforces the scope, so it cannot be disabled";
    }
    if (version === "18.0" && status === 204 && (await readState(client, scope)).enabled) {
      return "GitLab ignores that the scope is disabled, as an instance that enforces it does";
    }
  } catch (error) {
    // The rows will show it.
    if (!(error instanceof NoResponseError)) throw error;
  }
  return undefined;
}
