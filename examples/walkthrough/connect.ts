import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { GroupReference, ProjectReference } from "@gitlab-job-token-scope/facade";

/** The GitLab that the walkthrough uses. */
export interface Connection extends AsyncDisposable {
  readonly description: string;
  readonly url: string;
  readonly token: string;
  readonly project: ProjectReference;
  /** The group whose projects are listed; `undefined` if none is known. */
  readonly group: GroupReference | undefined;
  /** The entries to add and remove; `undefined` if the walkthrough may only read. */
  readonly targets: { project: ProjectReference; group: GroupReference } | undefined;
}

/**
 * Connects to the GitLab that the environment specifies, or starts a test server.
 *
 * @throws {Error} When a required environment variable is missing.
 */
export async function connect(environment: NodeJS.ProcessEnv, write: boolean): Promise<Connection> {
  const { GITLAB_URL: url, GITLAB_TOKEN: token, GITLAB_PROJECT: project } = environment;
  if (url === undefined && token === undefined && project === undefined) return connectToFixture();
  if (!url || !token || !project) {
    throw new Error("GITLAB_URL, GITLAB_TOKEN and GITLAB_PROJECT must be set together");
  }

  const { GITLAB_TARGET_PROJECT: targetProject, GITLAB_TARGET_GROUP: targetGroup } = environment;
  if (write && (!targetProject || !targetGroup)) {
    throw new Error("--write requires GITLAB_TARGET_PROJECT and GITLAB_TARGET_GROUP");
  }
  return {
    description: `the project ${project} at ${url}${write ? "" : ", read-only (use --write to change it)"}`,
    url,
    token,
    project,
    group: targetGroup || undefined,
    targets:
      write && targetProject && targetGroup ? { project: targetProject, group: targetGroup } : undefined,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function connectToFixture(): Promise<Connection> {
  const gitlab = await startMockGitLab();
  return {
    description: `the project group/app (ID 1) on the test server ${gitlab.url}`,
    url: gitlab.url,
    token: gitlab.token,
    project: "group/app",
    group: "group",
    targets: { project: 42, group: 8 },
    [Symbol.asyncDispose]: () => gitlab.close(),
  };
}
