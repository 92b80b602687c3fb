import type { Fixture } from "../fixture.js";
import { type CheckedOptions, requireScenario, requireStatefulMode } from "../options.js";
import { packageVersion } from "../package-version.js";
import { scenarios } from "../scenarios/scenarios.js";
import { parseScript } from "../script/parse-script.js";
import type { Actions } from "./control.js";

/** Creates the actions of the control routes for a fixture. */
export function createActions(fixture: Fixture, { mode }: Pick<CheckedOptions, "mode">): Actions {
  return {
    getHealth: () => ({
      status: "ok",
      version: packageVersion,
      mode,
      gitlab: fixture.gitlab.version,
      ...(fixture.scenario && { scenario: fixture.scenario }),
      ...fixture.journal.size,
    }),
    getRequests: ({ limit }) => fixture.journal.requests(limit === undefined ? limit : Number(limit)),
    getViolations: () => fixture.journal.violations(),
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
    addScript: (fields) => fixture.script.add(parseScript({ match: {}, ...fields })),
  };
}
