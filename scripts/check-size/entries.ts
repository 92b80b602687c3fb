const client = "@gitlab-job-token-scope/openapi-client";
const facade = "@gitlab-job-token-scope/facade";
const desiredState = "@gitlab-job-token-scope/desired-state";

/** Something that an app imports, and how much it may add to the app's bundle. */
export interface Entry {
  readonly name: string;
  readonly code: string;
  /** The budget in kB, of 1,000 bytes each, minified and gzipped, with all dependencies. */
  readonly budget: number;
  /** What the app has in its bundle anyway. */
  readonly onTopOf?: string;
}

const withoutFiles =
  "applyAll, applyPlan, auditAll, auditProject, formatPlan, parsePlan, planAll, planProject";

export const entries: readonly Entry[] = [
  { name: "openapi-client", code: `export * from "${client}";`, budget: 6.7 },
  {
    name: "openapi-client, on top of openapi-fetch",
    code: `export * from "${client}";`,
    budget: 4,
    onTopOf: 'export * from "openapi-fetch"; export { default } from "openapi-fetch";',
  },
  { name: "facade", code: `export * from "${facade}";`, budget: 18 },
  { name: "facade, an error guard", code: `export { isJobTokenScopeError } from "${facade}";`, budget: 0.5 },
  {
    name: "desired-state without the file, on top of the facade",
    code: `export * from "${facade}"; export { ${withoutFiles} } from "${desiredState}";`,
    budget: 8.1,
    onTopOf: `export * from "${facade}";`,
  },
  {
    name: "desired-state, an error guard",
    code: `export { isDesiredStateError } from "${desiredState}";`,
    budget: 0.5,
  },
];
