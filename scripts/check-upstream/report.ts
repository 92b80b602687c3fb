import type { Verdict } from "./judge.ts";

/** The operations of two documents, set against each other. */
export interface Outcome extends Verdict {
  /** How many operations both documents have. */
  readonly shared: number;
  /** Method and path of what only GitLab's document has. */
  readonly added: readonly string[];
  /** Method and path of what only ours has. */
  readonly gone: readonly string[];
  /** What our document says in GitLab's own words. */
  readonly copied: readonly string[];
}

/** One line for each thing that has to be looked at; none when the documents differ exactly as recorded. */
export function listProblems({ added, gone, copied, unrecorded, stale }: Outcome): string[] {
  return [
    ...added.map((endpoint) => `new endpoint: ${endpoint}: GitLab's document has it, ours does not`),
    ...gone.map((endpoint) => `endpoint gone: ${endpoint}: our document has it, GitLab's does not`),
    ...copied.map((text) => `copied prose: "${text}" stands word for word in GitLab's document`),
    ...unrecorded.map(
      ({ at, ours, theirs }) => `unrecorded difference: ${at}: ours says ${ours}, theirs ${theirs}`,
    ),
    ...stale.map(({ deviation, at }) =>
      at === undefined
        ? `stale record: ${deviation.at}: nowhere does ours say ${deviation.truth} and theirs ${deviation.theirs}`
        : `stale record: ${deviation.at}: at ${at} both say ${deviation.truth}`,
    ),
  ];
}

/** What was compared and how much of it agrees, in one line. */
export function summarise({ shared, agreed, recorded, unrecorded }: Outcome): string {
  const statements = agreed + recorded + unrecorded.length;
  return `${shared} operations, ${statements} statements: ${agreed} agree, ${recorded} differ as recorded, ${unrecorded.length} differ otherwise`;
}
