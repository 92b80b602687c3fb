import { createActions } from "./control/actions.js";
import { createControl } from "./control/control.js";
import type { Backend } from "./engine/backend.js";
import { createEngine } from "./engine/create-engine.js";
import { examplesBackend } from "./engine/examples-backend.js";
import { loadOperations } from "./engine/operations.js";
import { proxyBackend } from "./engine/proxy-backend.js";
import { statefulBackend } from "./engine/stateful-backend.js";
import { Fixture } from "./fixture.js";
import { parseSeed } from "./gitlab/parse-seed.js";
import { builtInSeed } from "./gitlab/seed.js";
import type { MockGitLab } from "./mock-gitlab.js";
import {
  type CheckedOptions,
  checkOptions,
  type MockGitLabOptions,
  requireScenario,
  requireWorld,
} from "./options.js";
import { answerPage } from "./page/page.js";
import { parseScript } from "./script/parse-script.js";
import { fetchFrom } from "./server/fetch-from.js";
import { createHandler } from "./server/handler.js";
import { listen } from "./server/listen.js";
import { ViolationError } from "./violation.js";

/**
 * Starts a GitLab to test against: the job token scope API over real HTTP, checked by Prism on every exchange.
 *
 * @throws {SeedError} When the seed contradicts itself; the message names each place.
 * @throws {TypeError} When another option is wrong.
 * @throws {Error} When the address cannot be listened on.
 *
 * @example
 * ```ts
 * import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
 *
 * await using gitlab = await startMockGitLab({ seed: { projects: [{ id: 1, path: "group/app" }] } });
 * const response = await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, {
 *   headers: { "PRIVATE-TOKEN": gitlab.token },
 * });
 * console.log(await response.json()); // { inbound_enabled: true, outbound_enabled: false }
 * ```
 */
export async function startMockGitLab(options: MockGitLabOptions = {}): Promise<MockGitLab> {
  const checked = checkOptions(options);
  const { mode, gitlab: version, scenario, strict = false, onRequest } = checked;
  const seed = mode === "stateful" ? parseSeed(options.seed ?? builtInSeed) : {};
  const fixture = new Fixture(seed, version, scenario);
  const { journal } = fixture;
  const ending = new AbortController();

  const operations = await loadOperations("openapi");
  const backend = createBackend(checked, fixture, ending.signal);
  const stage = { change: fixture.change, ending: ending.signal };
  const handle = createHandler({
    engine: createEngine(operations, backend, fixture.script, stage),
    control: createControl(createActions(fixture, checked)),
    page: answerPage,
    record: (request, answer) => {
      const recorded = journal.record(request, answer);
      onRequest?.(recorded);
    },
  });
  const server = await listen(handle, checked.host, checked.port);

  const assertNoViolations = (): void => {
    const violations = journal.violations();
    if (violations.length > 0) throw new ViolationError(violations);
  };
  const close = async (): Promise<void> => {
    ending.abort();
    await server.close();
    if (strict) assertNoViolations();
  };
  return {
    url: server.url,
    apiUrl: `${server.url}/api/v4`,
    token: mode === "proxy" ? "" : fixture.token,
    fetch: (input, init) => fetchFrom(handle, new Request(input, init)),
    script: (match, answers, { repeat = false } = {}) => {
      const named = typeof match === "string" ? { operation: match } : match;
      fixture.script.add(parseScript({ match: named, answers, repeat }));
    },
    scenario: (name) => {
      requireScenario(name);
      requireWorld("scenario", mode);
      fixture.enter(name);
    },
    requests: () => journal.requests(),
    violations: () => journal.violations(),
    takeViolations: () => journal.takeViolations(),
    assertNoViolations,
    state: () => fixture.gitlab.state,
    reset: () => fixture.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createBackend(
  { mode, upstream }: CheckedOptions,
  { gitlab }: Fixture,
  ending: AbortSignal,
): Backend {
  if (mode === "proxy" && upstream !== undefined) return proxyBackend(new URL(upstream), ending);
  return mode === "examples" ? examplesBackend() : statefulBackend(gitlab);
}
