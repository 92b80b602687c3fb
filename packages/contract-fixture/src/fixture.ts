import { CoverageRecorder } from "./contract-coverage/coverage-recorder.js";
import type { Operations } from "./engine/operations.js";
import { InMemoryGitLab } from "./gitlab/gitlab.js";
import type { ProjectChange } from "./gitlab/project-change.js";
import { type RateLimit, RateLimiter, type RateLimitResult, type Sender } from "./gitlab/rate-limit.js";
import { administratorToken, builtInSeed, type Seed } from "./gitlab/seed.js";
import type { GitLabVersion } from "./gitlab/version.js";
import { Journal } from "./journal.js";
import type { CheckedOptions, Mode } from "./options.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/scenarios.js";
import { parseScript } from "./script/parse-script.js";
import { Script } from "./script/script.js";

/** The state of a running fixture: a GitLab, a script and a journal. */
export class Fixture {
  readonly gitlab: InMemoryGitLab;
  readonly journal: Journal = new Journal();
  /** Not cleared by a reset: it is that of a whole suite. */
  readonly coverage: CoverageRecorder;
  readonly script: Script = new Script();
  /** The first token of the seed, or an administrator token. */
  readonly token: string;
  readonly #seed: Seed;
  readonly #version: GitLabVersion;
  readonly #mode: Mode;
  readonly #initialScenario: ScenarioName | undefined;
  readonly #rateLimit: RateLimit | undefined;
  #scenario: ScenarioName | undefined;
  #limiter: RateLimiter | undefined;

  /** @param seed A validated seed. */
  constructor(
    seed: Seed,
    { gitlab: version, mode, scenario, rateLimit }: CheckedOptions,
    operations: Operations,
  ) {
    // Loaded by `reset()` below.
    this.gitlab = new InMemoryGitLab({}, version);
    this.token = seed.tokens?.[0]?.token ?? administratorToken;
    this.coverage = new CoverageRecorder(operations);
    this.#seed = seed;
    this.#version = version;
    this.#mode = mode;
    this.#initialScenario = scenario;
    this.#rateLimit = rateLimit;
    this.reset();
  }

  /** The current scenario. */
  get scenario(): ScenarioName | undefined {
    return this.#scenario;
  }

  /** Restores the initial state. */
  reset(): void {
    this.#load(this.#initialScenario);
  }

  /** Resets into a scenario. */
  startScenario(scenario: ScenarioName): void {
    this.#load(scenario);
  }

  /**
   * Adds a part to the script.
   *
   * @throws {TypeError} If it is invalid.
   */
  addScript(part: unknown): void {
    this.script.add(parseScript(part, this.#mode === "stateful" ? this.gitlab : undefined));
  }

  /**
   * Resets into another seed. If it has no tokens, the token is an administrator's.
   *
   * @param seed A validated seed.
   */
  startSeed(seed: Seed): void {
    this.#load(undefined, { ...seed, tokens: seed.tokens ?? [{ token: this.token, admin: true }] });
  }

  /** Counts a request, if there is a rate limit. */
  readonly count = (sender: Sender): RateLimitResult | undefined => this.#limiter?.count(sender);

  readonly change = (change: ProjectChange): void => this.gitlab.change(change);

  #load(name: ScenarioName | undefined, seed: Seed = this.#seed): void {
    this.#scenario = name;
    const rateLimit = (name && scenarios[name].rateLimit) ?? this.#rateLimit;
    this.#limiter = rateLimit && new RateLimiter(rateLimit);
    this.journal.clear();
    this.script.clear();
    if (name === undefined) {
      this.gitlab.load(seed, this.#version);
      return;
    }
    const {
      gitlab = this.#version,
      seed: scenarioSeed = builtInSeed,
      token = { admin: true },
      script = [],
    } = scenarios[name];
    this.gitlab.load({ ...scenarioSeed, tokens: [{ token: this.token, ...token }] }, gitlab);
    for (const part of script) this.script.add(part);
  }
}
