import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { ProxyAgent } from "undici";
import { fetchThrough } from "./dispatcher.ts";

/**
 * Creates a client that connects through a forward proxy.
 *
 * @param proxy The proxy's URL: `http://proxy.example.com:3128`, or `http://user:password@proxy.example.com:3128`.
 * @param ca The private CA of the GitLab behind the proxy, in PEM format, if it has one.
 */
export function createGitLabBehindProxy(options: GitLabOptions, proxy: string, ca?: string): GitLab {
  const dispatcher = new ProxyAgent({ uri: proxy, ...(ca !== undefined && { requestTls: { ca } }) });
  return createGitLab({ ...options, fetch: fetchThrough(dispatcher) });
}
