import type { Coverage } from "./contract-coverage/coverage.js";
import type { OperationId } from "./gitlab/operation-id.js";
import type { Seed } from "./gitlab/seed.js";
import type { State } from "./gitlab/state.js";
import type { DroppedEntries, RecordedRequest } from "./journal.js";
import type { Note } from "./note.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import type { RequestMatch } from "./script/request-match.js";
import type { PendingScript } from "./script/script.js";
import type { ScriptedResponse } from "./script/scripted-response.js";
import type { Violation } from "./violation.js";

/** A running mock GitLab. `await using` closes it at the end of the block. */
export interface MockGitLab extends AsyncDisposable {
  /** The base URL, for clients configured with the URL of GitLab: `"http://127.0.0.1:49152"`. */
  readonly url: string;
  /** The API URL, for clients configured with the URL of the API: `url` followed by `/api/v4`. */
  readonly apiUrl: string;
  /** A valid token: the first token of the seed, or an administrator token. Empty in `mode: "proxy"`. */
  readonly token: string;
  /** A `fetch` that sends requests to this GitLab without a socket. It supports `signal` and does not follow redirects. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Scripts the responses to the next matching requests, in order. Later requests get responses from GitLab again.
   *
   * @throws {TypeError} If the match or a response is invalid. The message contains its location in the script.
   *
   * @example
   * ```ts
   * import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
   *
   * await using gitlab = await startMockGitLab();
   * gitlab.script("allowProject", [{ status: 502, applied: true }, "pass"]);
   * gitlab.script({ operation: "listAllowedProjects", query: { page: 2 } }, [{ drop: "before" }]);
   * ```
   */
  script(
    match: OperationId | RequestMatch,
    responses: readonly ScriptedResponse[],
    options?: { /** Whether to start over after the last response. @default false */ repeat?: boolean },
  ): void;
  /**
   * Resets into a scenario, with its seed, GitLab version and script. `token` keeps its value but gets the permissions of
   * the scenario.
   *
   * @throws {TypeError} If there is no such scenario, or the mode is not `"stateful"`.
   */
  scenario(name: ScenarioName): void;
  /**
   * Resets into another seed. `token` keeps its value: if the seed has no tokens, it is an administrator's; otherwise, only the
   * tokens of the seed are valid. A reset restores the initial seed.
   *
   * @throws {SeedError} If the seed is invalid. The message lists the location of each problem.
   * @throws {TypeError} If the mode is not `"stateful"`.
   */
  seed(seed: Seed): void;
  /** The scripts that have responses left, in the order in which they apply. */
  scripts(): readonly PendingScript[];
  /**
   * Checks that all scripted responses were used. A repeated script must have been used at least once.
   *
   * @throws {ExpectationError} If some were not. The message lists them.
   */
  assertScriptsUsed(): void;
  /** The requests since the start or the last reset, oldest first. Only the newest 10,000, and at most 32 MiB, are kept. */
  requests(): readonly RecordedRequest[];
  /**
   * Checks that matching requests were received since the start or the last reset: at least one, or exactly `count`.
   *
   * @throws {ExpectationError} If there were more or fewer. The message lists the requests that come closest.
   * @throws {TypeError} If the match is invalid.
   *
   * @example
   * ```ts
   * import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
   *
   * await using gitlab = await startMockGitLab();
   * const headers = { "PRIVATE-TOKEN": gitlab.token };
   * await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope/allowlist?page=2`, { headers });
   * gitlab.assertRequests({ operation: "listAllowedProjects", query: { page: 2 } });
   * gitlab.assertRequests("allowProject", { count: 0 });
   * ```
   */
  assertRequests(match: OperationId | RequestMatch, options?: { count?: number }): void;
  /**
   * Checks that requests were received in this order. There may be other requests between them.
   *
   * @throws {ExpectationError} If they were not. The message names the first match without a request.
   * @throws {TypeError} If a match is invalid.
   */
  assertRequestOrder(matches: readonly (OperationId | RequestMatch)[]): void;
  /** The violations since the start or the last reset, oldest first. Only the newest 10,000, and at most 32 MiB, are kept. */
  violations(): readonly Violation[];
  /**
   * What GitLab accepted since the start or the last reset, although the document does not declare it: form bodies, parameters in
   * the query of a write, IDs and booleans as strings, `HEAD`. Notes are not violations, and never fail a test. Only the newest
   * 10,000, and at most 32 MiB, are kept.
   *
   * @example
   * ```ts
   * import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
   *
   * await using gitlab = await startMockGitLab({ strict: true });
   * await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope?enabled=true`, {
   *   method: "PATCH",
   *   headers: { "PRIVATE-TOKEN": gitlab.token },
   * });
   * console.log(gitlab.notes().map(({ location }) => location)); // ["query.enabled"]
   * ```
   */
  notes(): readonly Note[];
  /** The number of requests, violations and notes since the start or the last reset that are no longer kept. */
  dropped(): DroppedEntries;
  /** Returns the violations and clears them, for tests that expect some. A strict fixture counts them nonetheless. */
  takeViolations(): readonly Violation[];
  /**
   * Checks that there were no violations since the start or the last reset, except those that were taken. A test calls it to
   * check its own requests, whereas `close()` of a strict fixture checks all tests.
   *
   * @throws {ViolationError} If there were any.
   */
  assertNoViolations(): void;
  /**
   * The statuses and examples of the OpenAPI document that were sent to clients since the start, including those that never were.
   * A reset does not clear it.
   */
  coverage(): Coverage;
  /** The current state, in the format of the seed. Tokens are masked. Empty unless the mode is `"stateful"`. */
  state(): State;
  /** Restores the initial state, and clears requests, violations, notes and scripts. */
  reset(): void;
  /**
   * Stops listening, closes open connections and cancels delayed responses.
   *
   * @throws {ViolationError} If the option `strict` is set and there were violations since the start, even before a reset. The
   * message has the number of violations, and the first of each kind.
   */
  close(): Promise<void>;
}
