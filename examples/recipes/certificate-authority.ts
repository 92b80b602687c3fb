import { rootCertificates } from "node:tls";
import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { Agent } from "undici";
import { fetchThrough } from "./dispatcher.ts";

/**
 * Creates a client for a GitLab whose certificate is signed by a private CA.
 *
 * @param ca The CA certificate in PEM format. It is trusted in addition to the CAs that Node includes.
 */
export function createGitLabWithPrivateCa(options: GitLabOptions, ca: string): GitLab {
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, ca] } });
  return createGitLab({ ...options, fetch: fetchThrough(dispatcher) });
}
