import type { Classification } from "./classify.ts";

/** The outcome of comparing two documents. */
export interface Outcome extends Classification {
  /** How many operations both documents have. */
  readonly shared: number;
  /** Method and path of the operations that only GitLab's document has. */
  readonly added: readonly string[];
  /** Method and path of the operations that only our document has. */
  readonly removed: readonly string[];
  /** Texts of our document that GitLab's contains word for word. */
  readonly copied: readonly string[];
}

/** One line per problem; empty when the documents differ exactly as recorded. */
export function listProblems({ added, removed, copied, unrecorded, stale }: Outcome): string[] {
  return [
    ...added.map((endpoint) => `new endpoint: ${endpoint}: only in GitLab's document`),
    ...removed.map((endpoint) => `removed endpoint: ${endpoint}: only in our document`),
    ...copied.map((text) => `copied text: "${text}" is also in GitLab's document, word for word`),
    ...unrecorded.map(
      ({ at, ours, theirs }) => `unrecorded difference: ${at}: ours ${ours}, theirs ${theirs}`,
    ),
    ...stale.map(({ deviation, at }) =>
      at === undefined
        ? `stale record: ${deviation.at}: ours ${deviation.ours}, theirs ${deviation.theirs}: no such difference`
        : `stale record: ${deviation.at}: both documents have ${deviation.ours} at ${at}`,
    ),
  ];
}

/** The number of facts compared, and how many are equal, in one line. */
export function summarize({ shared, equal, recorded, unrecorded }: Outcome): string {
  const total = equal + recorded + unrecorded.length;
  return `${shared} operations, ${total} facts: ${equal} equal, ${recorded} recorded differences, ${unrecorded.length} unrecorded differences`;
}
