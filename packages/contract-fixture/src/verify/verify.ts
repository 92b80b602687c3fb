import { createClient, NoResponseError } from "./client.js";
import { checkVerifyOptions, type VerifyOptions } from "./options.js";
import { readState } from "./project-state.js";
import { readProject, toPageValues } from "./project-values.js";
import { Report } from "./report.js";
import type { Verification } from "./result.js";
import type { Values } from "./row.js";
import { maskToken } from "./secret.js";
import { detectVersion } from "./version.js";
import { tryWrites } from "./writes.js";

/**
 * Compares a GitLab with the account of `docs/gitlab-behaviour.md`, fact by fact. Without a token and a project, it only sends
 * requests that require neither. It changes nothing, unless `write` is set: then the setting and the allowlist of the project are
 * changed for the moment, so the project may be accessible to the jobs of all projects for some seconds.
 *
 * @throws {TypeError} If an option is invalid.
 * @throws {Error} If the URL cannot be reached or redirects.
 *
 * @example
 * ```ts
 * import { verifyGitLab } from "@gitlab-job-token-scope/contract-fixture";
 *
 * const { rows, problems } = await verifyGitLab({ url: "https://gitlab.example.com" });
 * console.log(rows.filter(({ result }) => result === "differs"), problems);
 * ```
 */
export async function verifyGitLab(options: VerifyOptions): Promise<Verification> {
  const checked = checkVerifyOptions(options);
  const { url, token, project, write, timeoutMs = 30_000, maxWaitMs = 60_000 } = checked;
  // Late, so that a replaced global is used.
  const send = checked.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const client = createClient({
    apiUrl: `${url}/api/v4`,
    token,
    timeoutMs,
    maxWaitMs,
    fetch: send,
    signal: checked.signal,
  });
  await requireReachable(client, url);

  const version = await detectVersion(client, checked.gitlab);
  const report = new Report(client, version.compared, checked);
  await report.tryRows("anonymous", {});

  let values: Omit<Values, "target"> | undefined;
  if (project === undefined) {
    report.skip("read", token === undefined ? "needs a token and a project" : "needs a project");
  } else {
    try {
      const named = await readProject(client, `${project}`);
      const state = await readState(client, named.scope).catch(noState);
      values = { ...named, ...toPageValues(named.project, state) };
    } catch (error) {
      if (!(error instanceof NoResponseError)) throw error;
      report.skip("read", `the project cannot be read: ${error.message}`);
      report.addProblem(`reading was not tried: ${error.message}`);
    }
    if (values !== undefined) await report.tryRows("read", values);
  }

  const putBack = write && values !== undefined ? await tryWrites(report, values, checked) : "not needed";
  if (!write) report.skip("write", "needs permission to write, and a target");
  else if (values === undefined) report.skip("write", "the project cannot be read");
  report.addUntried();
  if (checked.signal?.aborted) report.addProblem("verify was stopped before its end");
  return {
    url,
    version,
    rows: report.rows,
    putBack,
    problems: report.problems.map((problem) => maskToken(problem, token)),
  };
}

/** A row will show what is wrong with the responses. */
function noState(error: unknown): { projects: [] } {
  if (error instanceof NoResponseError) return { projects: [] };
  throw error;
}

/** The first request shows whether there is a GitLab at all. */
async function requireReachable(client: ReturnType<typeof createClient>, url: string): Promise<void> {
  const { status, headers } = await client.send({ method: "GET", path: "/projects/0" });
  if (status >= 300 && status < 400) {
    throw new Error(`${url} redirects to ${headers.get("location")}: give the URL of the GitLab itself`);
  }
}
