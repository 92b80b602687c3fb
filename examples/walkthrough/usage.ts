/** What `pnpm demo --help` prints. It is a module of its own, so that it needs no build. */
export const usage = `Usage: pnpm demo [--write]

Demonstrates the job token scope of a project, with a test server that it starts.

If GITLAB_URL, GITLAB_TOKEN and GITLAB_PROJECT are set, it uses that GitLab instead, and only reads. With --write, it also
disables and enables the job token scope, adds and removes GITLAB_TARGET_PROJECT and GITLAB_TARGET_GROUP, and finally
restores the original state.`;
