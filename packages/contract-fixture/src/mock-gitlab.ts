import type { OperationId } from "./gitlab/operation-id.js";
import type { State } from "./gitlab/state.js";
import type { RecordedRequest } from "./journal.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import type { RequestMatch } from "./script/request-match.js";
import type { ScriptedAnswer } from "./script/scripted-answer.js";
import type { Violation } from "./violation.js";

/** A GitLab that listens. `await using` closes it at the end of the block. */
export interface MockGitLab extends AsyncDisposable {
  /** The address for clients that ask for GitLab's: `"http://127.0.0.1:49152"`. */
  readonly url: string;
  /** The address for clients that ask for the API's: the same with `/api/v4`. */
  readonly apiUrl: string;
  /** A token that the fixture accepts: the seed's first, or an administrator's. Empty with `mode: "proxy"`. */
  readonly token: string;
  /** The same GitLab without a socket, for clients that take a `fetch`. It obeys `signal`, and follows no redirect. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Answers the next requests that match with these answers, in sequence; after the last one GitLab answers again.
   *
   * @throws {TypeError} When an answer is none; the message names the place in the script.
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
    answers: readonly ScriptedAnswer[],
    options?: { /** Whether to begin again after the last answer. @default false */ repeat?: boolean },
  ): void;
  /**
   * Resets into a scenario: its world, its version, its script. `token` stays the same, and may do what the scenario says.
   *
   * @throws {TypeError} When there is none of that name, or the mode has no world.
   */
  scenario(name: ScenarioName): void;
  /** The requests since the start or the last reset, oldest first: the last 10,000 of them. */
  requests(): readonly RecordedRequest[];
  /** What requests or answers broke of the document since the start or the last reset, oldest first. */
  violations(): readonly Violation[];
  /** The violations, which are forgotten by this: for a test that expects them. */
  takeViolations(): readonly Violation[];
  /**
   * Makes sure that the document was kept since the start or the last reset.
   *
   * @throws {ViolationError} When it was broken.
   */
  assertNoViolations(): void;
  /** The world as it stands, in the words of the seed, tokens masked. Empty unless the mode is `"stateful"`. */
  state(): State;
  /** Puts the world back to how it started, and forgets requests, violations and scripts. */
  reset(): void;
  /**
   * Stops listening, and ends open connections and waits.
   *
   * @throws {ViolationError} When the option `strict` is on and the document was broken.
   */
  close(): Promise<void>;
}
