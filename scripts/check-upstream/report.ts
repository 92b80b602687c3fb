import type { Classification } from "./classify.ts";
import { foldPlaces } from "./places.ts";
import { describeProblem, isTheirEndpoint, type Problem, type Sources } from "./problem.ts";

/** The outcome of comparing two documents. */
export interface Outcome extends Classification, Sources {
  /** The names of the operations that the records mention. */
  readonly recordedOperations: ReadonlySet<string>;
  /** Texts of our document that GitLab's contains word for word. */
  readonly copied: readonly string[];
}

/** One line per problem, with its place and remedy; empty when the documents differ exactly as recorded. */
export function listProblems(outcome: Outcome): string[] {
  const { spec, deviations, endpoints, recordedOperations } = outcome;
  const isEndpoint = (at: string): boolean => isTheirEndpoint(at) || endpoints.has(at.slice(1));
  const missing = [...recordedOperations].filter((name) => !endpoints.has(name));
  const unnamed = [...endpoints.keys()].filter((name) => !recordedOperations.has(name));
  const isNew = outcome.unrecorded.some(({ at, ours }) => ours === "absent" && isEndpoint(at));

  // Without an operation, or under another name, all of its records are wrong. That is one problem.
  const isKnown = ({ at }: { at: string }): boolean => !missing.includes(operationOf(at));
  const isNamed = ({ at }: { at: string }): boolean =>
    missing.length === 0 || isEndpoint(at) || !unnamed.includes(operationOf(at));
  const renamed = missing.map(
    (name) =>
      `unknown operation: /${name}: recorded in ${deviations}, and no operationId in ${spec}${unnamed.length > 0 ? ` (which has ${unnamed.join(", ")} without records)` : ""}. Use one name in both.`,
  );

  const problems: Problem[] = [
    ...outcome.unrecorded.filter(isNamed).map((difference) => ({
      ...difference,
      kind: isEndpoint(difference.at) ? ("endpoint" as const) : ("unrecorded" as const),
    })),
    ...outcome.stale.filter(isKnown).map((record) => ({ ...record, kind: "stale" as const })),
    ...outcome.hidden.filter((at) => isKnown({ at })).map((at) => ({ at, kind: "hidden" as const })),
  ];
  return [
    ...(isNew && unnamed.length === 0 ? [] : renamed),
    ...group(problems, outcome),
    ...outcome.copied.map(
      (text) => `copied text: "${text}" is also in GitLab's document, word for word. Rewrite it in ${spec}.`,
    ),
  ];
}

/** The problems that differ in their places only, in one line each. */
function group(problems: readonly Problem[], sources: Sources): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = describeProblem(problem, problem.kind === "endpoint" ? problem.at : "", sources);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const places = [first, ...others].map(({ at }) => at);
    return foldPlaces(places).map((place) => describeProblem(first, place, sources));
  });
}

/** Whether a place belongs to an operation of our document. */
export function isInOperation(at: string): boolean {
  return !isTheirEndpoint(at) && !/^\/(securitySchemes\/|scopes\/|gitlabVersion$)/.test(at);
}

/** The name of the operation that a place belongs to. */
export function operationOf(at: string): string {
  return at.split("/")[1] ?? "";
}

/** The number of facts compared, and how many are equal, in one line. */
export function summarize({ endpoints, equal, recorded, unrecorded }: Outcome): string {
  const total = equal + recorded + unrecorded.length;
  return `${endpoints.size} operations, ${total} facts: ${equal} equal, ${recorded} recorded differences, ${unrecorded.length} unrecorded differences`;
}
