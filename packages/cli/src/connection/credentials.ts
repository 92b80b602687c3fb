import { usageError } from "../command-error.js";
import type { Io } from "../io.js";
import type { Console } from "../output/console.js";
import type { GlabHost } from "./glab-config.js";
import { readTokenFile, type Token } from "./token-file.js";

/** Where GitLab is, and the token for it. */
export interface Credentials {
  readonly url: string;
  readonly token: Token;
}

type Env = Io["env"];

/**
 * Finds the address and the token. A token from glab's configuration is used only for the host that it belongs to, and an address
 * from there only with its own token.
 *
 * @throws {CommandError} If there is none, or only a job token.
 */
export async function findCredentials(
  env: Env,
  { tokenFile }: { readonly tokenFile?: string },
  console: Console,
): Promise<Credentials> {
  for (const name of ["GITLAB_TOKEN", "CI_JOB_TOKEN"]) console.secrets.add(env[name]?.trim());
  const address = findAddress(env);
  if (address !== undefined) console.detail(`GitLab: ${address.url}, from ${address.source}`);
  const token = await findToken(env, tokenFile, console);
  if (token !== undefined) {
    if (address !== undefined) return { url: address.url, token };
    throw usageError(
      "Set GITLAB_URL to the address of GitLab, such as https://gitlab.com. A token is not sent to a host that was not named.",
    );
  }
  const host = await findGlabHost(env, address?.url, console);
  if (host !== undefined) return { url: address?.url ?? host.url, token: host.token };
  throw usageError(describeMissingToken(env));
}

function findAddress(env: Env): { url: string; source: string } | undefined {
  for (const source of ["GITLAB_URL", "CI_SERVER_URL"]) {
    const url = env[source]?.trim();
    if (url) return { url, source };
  }
  return undefined;
}

async function findToken(
  env: Env,
  tokenFile: string | undefined,
  console: Console,
): Promise<Token | undefined> {
  if (tokenFile !== undefined) {
    console.detail(`Token: from ${tokenFile}`);
    return readTokenFile(tokenFile, console.secrets);
  }
  const token = env["GITLAB_TOKEN"]?.trim();
  if (!token) return undefined;
  if (token === env["CI_JOB_TOKEN"]?.trim()) throw usageError(jobTokenMessage);
  console.detail("Token: from GITLAB_TOKEN");
  return token;
}

async function findGlabHost(
  env: Env,
  url: string | undefined,
  console: Console,
): Promise<GlabHost | undefined> {
  const { readGlabHost } = await import("./glab-config.js");
  const host = await readGlabHost(env, url, console);
  if (host === undefined) return undefined;
  console.secrets.add(host.token);
  console.detail(`${url === undefined ? `GitLab: ${host.url}, and its token` : "Token"}: from ${host.file}`);
  return host;
}

const kindOfToken =
  "Create a project or group access token (or a personal one) with the role Maintainer and the scope api, or read_api for commands that only read";

const jobTokenMessage = `CI_JOB_TOKEN cannot be used: GitLab does not accept job tokens for the job token scope. ${kindOfToken}, and store it as the masked CI/CD variable GITLAB_TOKEN.`;

function describeMissingToken(env: Env): string {
  if (env["CI_JOB_TOKEN"]) {
    const hint =
      env["GITLAB_TOKEN"] === ""
        ? " GITLAB_TOKEN is there, but empty."
        : " A protected variable is missing in pipelines of branches that are not protected.";
    return `${jobTokenMessage}${hint}`;
  }
  return `No token was found. ${kindOfToken}, and pass it in GITLAB_TOKEN or with --token-file, or log in with glab.`;
}
