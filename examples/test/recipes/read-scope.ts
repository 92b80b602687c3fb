// A program without code for proxies or certificates. Usage: node read-scope.ts URL TOKEN
import { createGitLab, isJobTokenScopeError } from "@gitlab-job-token-scope/facade";

const [, , url = "", token = ""] = process.argv;
try {
  const scope = await createGitLab({ url, token, retry: { limit: 0 } })
    .project(1)
    .jobTokenScope.get();
  console.log(JSON.stringify(scope));
} catch (error) {
  if (!isJobTokenScopeError(error)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
