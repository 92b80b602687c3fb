import type { OperationId } from "./gitlab/operation-id.js";
import type { State } from "./gitlab/state.js";
import type { RecordedRequest } from "./journal.js";
import type { Note } from "./note.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import type { RequestMatch } from "./script/request-match.js";
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
  /** The requests since the start or the last reset, oldest first. Only the newest 10,000 are kept. */
  requests(): readonly RecordedRequest[];
  /** The violations since the start or the last reset, oldest first. Only the newest 10,000 are kept. */
  violations(): readonly Violation[];
  /**
   * What GitLab accepted since the start or the last reset, although the document does not declare it: form bodies, parameters in
   * the query of a write, IDs and booleans as strings, `HEAD`. Notes are not violations, and never fail a test. Only the newest
   * 10,000 are kept.
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
  /** Returns the violations and clears them, for tests that expect some. */
  takeViolations(): readonly Violation[];
  /**
   * Checks that there were no violations since the start or the last reset.
   *
   * @throws {ViolationError} If there were any.
   */
  assertNoViolations(): void;
  /** The current state, in the format of the seed. Tokens are masked. Empty unless the mode is `"stateful"`. */
  state(): State;
  /** Restores the initial state, and clears requests, violations, notes and scripts. */
  reset(): void;
  /**
   * Stops listening, closes open connections and cancels delayed responses.
   *
   * @throws {ViolationError} If the option `strict` is set and there are violations.
   */
  close(): Promise<void>;
}
