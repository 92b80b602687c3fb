import { createActions } from "./control/actions.js";
import { createControl } from "./control/control.js";
import type { Backend } from "./engine/backend.js";
import { createEngine } from "./engine/create-engine.js";
import { examplesBackend } from "./engine/examples-backend.js";
import { loadOperations } from "./engine/operations.js";
import { proxyBackend } from "./engine/proxy-backend.js";
import { createReadingEngine } from "./engine/reading-engine.js";
import { respondLikeGrape } from "./engine/respond-like-grape.js";
import { scriptUndeclared } from "./engine/script-undeclared.js";
import { statefulBackend } from "./engine/stateful-backend.js";
import { createExpectations } from "./expectations.js";
import { Fixture } from "./fixture.js";
import { parseSeed } from "./gitlab/parse-seed.js";
import { builtInSeed } from "./gitlab/seed.js";
import type { MockGitLab } from "./mock-gitlab.js";
import {
  type CheckedOptions,
  checkOptions,
  type MockGitLabOptions,
  requireScenario,
  requireStatefulMode,
} from "./options.js";
import { servePage } from "./page/page.js";
import { allowOrigins } from "./server/cors.js";
import { handleFetch } from "./server/handle-fetch.js";
import { createHandler } from "./server/handler.js";
import { listen } from "./server/listen.js";
import { ViolationError } from "./violation.js";

/**
 * Starts a mock GitLab: a stateful job token scope API over HTTP. Prism validates every request and response.
 *
 * @throws {SeedError} If the seed is invalid. The message lists the location of each problem.
 * @throws {TypeError} If another option is invalid.
 * @throws {Error} If it cannot listen on the address.
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
  const { mode, strict = false, onRequest } = checked;
  const seed = mode === "stateful" ? parseSeed(options.seed ?? builtInSeed) : {};
  const operations = await loadOperations("openapi");
  const fixture = new Fixture(seed, checked, operations);
  const { journal } = fixture;
  const closing = new AbortController();

  const expectations = createExpectations(journal, operations);
  const backend = await createBackend(checked, fixture, closing.signal);
  const context = { change: fixture.change, signal: closing.signal };
  const handleRequest = createHandler({
    engine: createReadingEngine(operations, {
      engine: createEngine(operations, backend, fixture.script, context),
      respond: mode === "stateful" ? respondLikeGrape(fixture.gitlab) : () => undefined,
      scriptUndeclared: scriptUndeclared(fixture.script, context),
      count: fixture.count,
    }),
    control: createControl(createActions(fixture, checked, expectations)),
    servePage,
    record: (request, response, timing) => {
      if (!request.isDisconnected()) fixture.coverage.record(request, response);
      const recorded = journal.record(request, response, timing);
      onRequest?.(recorded);
    },
  });
  // In front of a real GitLab, its own headers are passed on.
  const handle = mode === "proxy" ? handleRequest : allowOrigins(handleRequest);
  const server = await listen(handle, checked);

  const assertNoViolations = (): void => {
    const violations = journal.violations();
    if (violations.length > 0) throw new ViolationError(violations);
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await server.close();
    if (strict && journal.tally.total > 0) {
      throw new ViolationError(journal.tally.firsts, journal.tally.describe());
    }
  };
  return {
    url: server.url,
    apiUrl: `${server.url}/api/v4`,
    token: mode === "proxy" ? "" : fixture.token,
    fetch: (input, init) => handleFetch(handle, new Request(input, init)),
    script: (match, responses, { repeat = false } = {}) => {
      const requestMatch = typeof match === "string" ? { operation: match } : match;
      fixture.addScript({ match: requestMatch, responses, repeat });
    },
    scenario: (name) => {
      requireScenario(name);
      requireStatefulMode("scenario", mode);
      fixture.startScenario(name);
    },
    seed: (seed) => {
      requireStatefulMode("seed", mode);
      fixture.startSeed(parseSeed(seed));
    },
    scripts: () => fixture.script.pending,
    assertScriptsUsed: () => fixture.script.assertUsed(),
    requests: () => journal.requests(),
    assertRequests: (match, { count } = {}) => expectations.assertRequests(match, count),
    assertRequestOrder: (matches) => expectations.assertRequestOrder(matches),
    violations: () => journal.violations(),
    notes: () => journal.notes(),
    takeViolations: () => journal.takeViolations(),
    assertNoViolations,
    dropped: () => journal.size.dropped,
    coverage: () => fixture.coverage.coverage,
    state: () => fixture.gitlab.state,
    reset: () => fixture.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function createBackend(
  { mode, upstream }: CheckedOptions,
  { gitlab }: Fixture,
  signal: AbortSignal,
): Promise<Backend> {
  if (mode === "proxy" && upstream !== undefined) return proxyBackend(new URL(upstream), signal);
  return mode === "examples" ? examplesBackend() : statefulBackend(gitlab);
}
