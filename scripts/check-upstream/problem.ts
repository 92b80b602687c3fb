import type { Comparison } from "./compare.ts";
import type { Deviation } from "./deviations.ts";
import { parameterNames } from "./operations.ts";

/** The files that a remedy names. */
export interface Sources {
  /** The path of our document. */
  readonly spec: string;
  /** The path of the recorded differences. */
  readonly deviations: string;
  /** Our operations by name: method and path. */
  readonly endpoints: ReadonlyMap<string, string>;
}

/** A place where the documents do not differ as recorded. */
export type Problem =
  | (Comparison & { readonly kind: "endpoint" | "unrecorded"; readonly record: Deviation | undefined })
  | (Comparison & { readonly kind: "stale"; readonly record: Deviation })
  | { readonly kind: "hidden"; readonly at: string };

/** Whether a place is that of an operation which only GitLab's document has: it is the endpoint. */
export function isTheirEndpoint(at: string): boolean {
  return /^\/[A-Z]+ \//.test(at);
}

/** Describes a problem in one line, with its place and remedy. */
export function describeProblem(problem: Problem, place: string, sources: Sources): string {
  const { spec, deviations } = sources;
  const record = `record it with its reason in ${deviations}`;
  if (problem.kind === "hidden") {
    return `unused record: ${place}: a part above it is in one document only, so nothing is compared. Remove the place from ${deviations}.`;
  }
  const { at, ours, theirs } = problem;
  const values = `ours ${ours}; theirs ${theirs}`;
  if (problem.kind === "stale") {
    const state = ours === "absent" ? "neither document has it" : `both documents have ${ours}`;
    return `stale record: ${place}: ${state} (recorded: ours ${problem.record.ours}; theirs ${problem.record.theirs}). Remove the place from ${deviations}, unless the mistake is in ${spec}.`;
  }
  if (problem.kind === "endpoint") {
    return ours === "absent"
      ? `new endpoint: ${place.slice(1)}: only in GitLab's document. Describe it in ${spec}, or ${record}.`
      : `removed endpoint: ${place} (${sources.endpoints.get(place.slice(1))}): only in our document. Remove it from ${spec}, or ${record}.`;
  }
  if (problem.record) {
    return `changed difference: ${place}: ${values} (recorded: ours ${problem.record.ours}; theirs ${problem.record.theirs}). Fix ${spec}, or the record in ${deviations}.`;
  }
  if (at === "/gitlabVersion") {
    return `other version: ${place}: ${spec} was compared with GitLab ${ours}, and this document is of GitLab ${theirs}. When no other problem is left, set \`info.x-gitlab-checked-against\` to "${theirs}", and run \`pnpm generate\`.`;
  }
  if (/^\/[^/]+\/path$/.test(at)) {
    const theirNames = parameterNames({ path: theirs });
    const changes = parameterNames({ path: ours }).flatMap((name, index) =>
      name === theirNames[index] ? [] : [`${name} is now ${theirNames[index]}`],
    );
    return `renamed path parameter: ${place}: ${changes.join(", ")}. Rename it in ${spec}, or ${record}.`;
  }
  return `unrecorded difference: ${place}: ${values}. Fix ${spec}, or ${record}.`;
}
