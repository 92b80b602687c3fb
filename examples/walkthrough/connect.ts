import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { GroupReference, ProjectReference } from "@gitlab-job-token-scope/facade";

/** The GitLab that the walkthrough runs against. */
export interface Connection extends AsyncDisposable {
  readonly description: string;
  readonly url: string;
  readonly token: string;
  readonly project: ProjectReference;
  /** What is added and removed on the way; undefined when nothing may be written. */
  readonly targets: { project: ProjectReference; group: GroupReference } | undefined;
}

/**
 * Connects to the GitLab of the environment, or starts one to test against where the environment names none.
 *
 * @throws {Error} When the environment names a GitLab by halves.
 */
export async function connect(environment: NodeJS.ProcessEnv, write: boolean): Promise<Connection> {
  const { GITLAB_URL: url, GITLAB_TOKEN: token, GITLAB_PROJECT: project } = environment;
  if (url === undefined && token === undefined && project === undefined) return connectToFixture();
  if (!url || !token || !project) {
    throw new Error("GITLAB_URL, GITLAB_TOKEN and GITLAB_PROJECT are needed together");
  }

  const { GITLAB_TARGET_PROJECT: targetProject, GITLAB_TARGET_GROUP: targetGroup } = environment;
  if (write && (!targetProject || !targetGroup)) {
    throw new Error(
      "--write needs GITLAB_TARGET_PROJECT and GITLAB_TARGET_GROUP: what to add and remove again",
    );
  }
  return {
    description: `the project ${project} at ${url}${write ? "" : ", reading only (--write changes that)"}`,
    url,
    token,
    project,
    targets:
      write && targetProject && targetGroup ? { project: targetProject, group: targetGroup } : undefined,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function connectToFixture(): Promise<Connection> {
  const gitlab = await startMockGitLab();
  return {
    description: `the project group/app (1) of a GitLab to test against, at ${gitlab.url}`,
    url: gitlab.url,
    token: gitlab.token,
    project: "group/app",
    targets: { project: 42, group: 8 },
    [Symbol.asyncDispose]: () => gitlab.close(),
  };
}
