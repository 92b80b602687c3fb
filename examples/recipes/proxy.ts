import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { ProxyAgent } from "undici";
import { fetchThrough } from "./dispatcher.ts";

/**
 * A client that reaches its GitLab through a forward proxy: `http://proxy.example.com:3128`, or with
 * `user:password@` in it.
 *
 * @param ca The certificate authority of the GitLab behind the proxy, as PEM, where it has one of its own.
 */
export function createGitLabBehindProxy(options: GitLabOptions, proxy: string, ca?: string): GitLab {
  const dispatcher = new ProxyAgent({ uri: proxy, ...(ca !== undefined && { requestTls: { ca } }) });
  return createGitLab({ ...options, fetch: fetchThrough(dispatcher) });
}
