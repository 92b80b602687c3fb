import type { GitLabVersion } from "../gitlab/version.js";
import { type Client, NoResponseError } from "./client.js";
import { tokenHeaders } from "./project-state.js";

/** The version whose account a GitLab is compared with. */
export interface ComparedVersion {
  readonly compared: GitLabVersion;
  /** The version that GitLab reported: `"18.8.2-ee"`. `undefined` if it did not, so that the given version is used. */
  readonly reported?: string;
}

/** Asks GitLab for its version, which requires a token. */
export async function detectVersion(client: Client, given: GitLabVersion): Promise<ComparedVersion> {
  if (client.token === undefined) return { compared: given };
  try {
    const { status, body } = await client.send({
      method: "GET",
      path: "/version",
      headers: tokenHeaders(client),
    });
    const reported =
      typeof body === "object" && body !== null && "version" in body ? body.version : undefined;
    if (status !== 200 || typeof reported !== "string") return { compared: given };
    const compared = toCompared(reported);
    return compared === undefined ? { compared: given } : { compared, reported };
  } catch (error) {
    if (error instanceof NoResponseError) return { compared: given };
    throw error;
  }
}

/** The newest of the versions in the account that is not newer. Older ones are compared with the oldest. */
function toCompared(reported: string): GitLabVersion | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(reported) ?? [];
  if (major === undefined) return undefined;
  const number = Number(major) * 100 + Number(minor);
  return number >= 1901 ? "19.1" : number >= 1808 ? "18.8" : "18.0";
}
