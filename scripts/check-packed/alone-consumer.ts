// Runs in a project that contains only the packed fixture: see ./alone.ts.
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";

for (const mode of ["stateful", "examples"] as const) {
  await using server = await startMockGitLab({ mode });
  const headers = { "private-token": server.token };
  const { status } = await fetch(`${server.apiUrl}/projects/1/job_token_scope`, { headers });
  if (status !== 200 || server.violations().length > 0) throw new Error(`mode ${mode}: ${status}`);
}
