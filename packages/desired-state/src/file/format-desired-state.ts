import { stringify } from "yaml";
import type { DesiredState } from "../desired-state.js";

/**
 * Writes desired states as a file in YAML, which `parseDesiredState()` reads. The first line points editors to the JSON Schema.
 *
 * @example
 * ```ts
 * import { formatDesiredState } from "@gitlab-job-token-scope/desired-state";
 *
 * const yaml = formatDesiredState([{ project: "group/app", inboundEnabled: true, projects: ["group/tool"] }]);
 * ```
 */
export function formatDesiredState(states: readonly DesiredState[]): string {
  const entries = states.map(({ project, projects, groups, ...settings }): [unknown, unknown] => {
    const allow = { ...(projects && { projects }), ...(groups && { groups }) };
    return [project, { ...settings, ...(projects || groups ? { allow } : {}) }];
  });
  return `# yaml-language-server: $schema=${schemaUrl}\n${stringify({ version: 1, projects: new Map(entries) }, { lineWidth: 0 })}`;
}

/** Where the schema is published with the package. */
const schemaUrl = "https://unpkg.com/@gitlab-job-token-scope/desired-state/desired-state.schema.json";
