import { InMemoryGitLab } from "./gitlab/gitlab.js";
import type { ProjectChange } from "./gitlab/project-change.js";
import { administratorToken, builtInSeed, type Seed } from "./gitlab/seed.js";
import type { GitLabVersion } from "./gitlab/version.js";
import { Journal } from "./journal.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/scenarios.js";
import { Script } from "./script/script.js";

/** What a fixture remembers: a world, a script and a journal. */
export class Fixture {
  readonly gitlab: InMemoryGitLab;
  readonly journal: Journal = new Journal();
  readonly script: Script = new Script();
  /** The seed's first token, or an administrator's. */
  readonly token: string;
  readonly #seed: Seed;
  readonly #version: GitLabVersion;
  readonly #firstScenario: ScenarioName | undefined;
  #scenario: ScenarioName | undefined;

  /** @param seed A seed that was parsed. */
  constructor(seed: Seed, version: GitLabVersion, scenario?: ScenarioName) {
    // Empty until the reset below.
    this.gitlab = new InMemoryGitLab({}, version);
    this.token = seed.tokens?.[0]?.token ?? administratorToken;
    this.#seed = seed;
    this.#version = version;
    this.#firstScenario = scenario;
    this.reset();
  }

  /** The scenario that it began in. */
  get scenario(): ScenarioName | undefined {
    return this.#scenario;
  }

  /** Begins again as it was started. */
  reset(): void {
    this.#begin(this.#firstScenario);
  }

  /** Begins again in a scenario. */
  enter(scenario: ScenarioName): void {
    this.#begin(scenario);
  }

  readonly change = (change: ProjectChange): void => this.gitlab.change(change);

  #begin(name: ScenarioName | undefined): void {
    this.#scenario = name;
    this.journal.clear();
    this.script.clear();
    if (name === undefined) {
      this.gitlab.load(this.#seed, this.#version);
      return;
    }
    const {
      gitlab = this.#version,
      world = builtInSeed,
      token = { admin: true },
      script = [],
    } = scenarios[name];
    this.gitlab.load({ ...world, tokens: [{ token: this.token, ...token }] }, gitlab);
    for (const part of script) this.script.add(part);
  }
}
