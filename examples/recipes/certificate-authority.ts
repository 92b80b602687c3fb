import { rootCertificates } from "node:tls";
import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { Agent } from "undici";
import { fetchThrough } from "./dispatcher.ts";

/**
 * A client of a GitLab whose certificate comes from an own authority.
 *
 * @param ca That authority's certificate, as PEM. It is trusted beside those that Node brings along.
 */
export function createGitLabWithAuthority(options: GitLabOptions, ca: string): GitLab {
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, ca] } });
  return createGitLab({ ...options, fetch: fetchThrough(dispatcher) });
}
