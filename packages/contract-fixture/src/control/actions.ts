import type { Expectations } from "../expectations.js";
import type { Fixture } from "../fixture.js";
import { parseSeed } from "../gitlab/parse-seed.js";
import { type CheckedOptions, requireScenario, requireStatefulMode } from "../options.js";
import { packageVersion } from "../package-version.js";
import { scenarios } from "../scenarios/scenarios.js";
import type { Actions } from "./control.js";

/** Creates the actions of the control routes for a fixture. */
export function createActions(
  fixture: Fixture,
  { mode }: Pick<CheckedOptions, "mode">,
  expectations: Expectations,
): Actions {
  return {
    getHealth: () => ({
      status: "ok",
      version: packageVersion,
      mode,
      gitlab: fixture.gitlab.version,
      ...(fixture.scenario && { scenario: fixture.scenario }),
      ...fixture.journal.size,
    }),
    getRequests: ({ limit = Infinity }) => fixture.journal.requests(Number(limit)),
    getViolations: () => fixture.journal.violations(),
    takeViolations: () => fixture.journal.takeViolations(),
    assertRequests: ({ match, count }) => expectations.assertRequests(match, count),
    // The control document requires an array.
    assertRequestOrder: ({ matches }) => expectations.assertRequestOrder(matches as unknown[]),
    getScripts: () => fixture.script.pending,
    getCoverage: () => fixture.coverage.coverage,
    getNotes: () => fixture.journal.notes(),
    getState: () => fixture.gitlab.state,
    getScenarios: () =>
      Object.entries(scenarios).map(([name, { when, requests }]) => ({ name, when, requests })),
    reset: () => fixture.reset(),
    startScenario: ({ name }) => {
      requireScenario(name);
      requireStatefulMode("scenario", mode);
      fixture.startScenario(name);
    },
    loadSeed: (fields) => {
      requireStatefulMode("seed", mode);
      fixture.startSeed(parseSeed(fields));
    },
    addScript: (fields) => fixture.addScript({ match: {}, ...fields }),
  };
}
