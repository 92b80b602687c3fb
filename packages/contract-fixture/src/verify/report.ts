import type { GitLabVersion } from "../gitlab/version.js";
import type { Client } from "./client.js";
import type { VerifyOptions } from "./options.js";
import type { RowResult } from "./result.js";
import { factOf, type Level, type Row, type Values } from "./row.js";
import { rows as allRows } from "./rows.js";
import { maskToken } from "./secret.js";
import { type Outcome, tryRow } from "./try-row.js";
import { untriedFacts } from "./untried-facts.js";

/** Tries rows, and collects their results. */
export class Report {
  readonly rows: RowResult[] = [];
  readonly problems: string[] = [];
  readonly client: Client;
  readonly version: GitLabVersion;
  readonly #total: number;
  readonly #options: Pick<VerifyOptions, "signal" | "onRow" | "facts">;

  constructor(
    client: Client,
    version: GitLabVersion,
    options: Pick<VerifyOptions, "signal" | "onRow" | "facts">,
  ) {
    this.client = client;
    this.version = version;
    this.#options = options;
    const levels = ["anonymous", "read", "write"] as const;
    this.#total = levels.flatMap((name) => this.#rowsOf(name)).length + this.#untried.length;
  }

  /**
   * Tries the rows of a level.
   *
   * @param prepare Makes the state that a row starts from. Returns why this is not possible.
   */
  async tryRows(
    level: Level,
    values: Partial<Values>,
    prepare: (row: Row) => string | undefined | Promise<string | undefined> = () => undefined,
  ): Promise<void> {
    for (const row of this.#rowsOf(level)) {
      const reason = this.#reasonToSkip(row) ?? (await prepare(row));
      const outcome: Outcome =
        reason === undefined
          ? await tryRow(this.client, row, level, values, this.#options.signal)
          : { result: "not tried", reason };
      this.#add(row, level, outcome);
    }
  }

  /** Records that a level is not tried. */
  skip(level: Level, reason: string): void {
    for (const row of this.#rowsOf(level)) this.#add(row, level, { result: "not tried", reason });
  }

  /** Records the facts that have no rows. */
  addUntried(): void {
    for (const [fact, reason] of this.#untried) {
      this.#add({ title: `[${fact}] ` }, undefined, { result: "not tried", reason });
    }
  }

  addProblem(problem: string): void {
    this.problems.push(problem);
  }

  get #untried(): [fact: string, reason: string][] {
    return Object.entries(untriedFacts).filter(([fact]) => this.#isMeant(fact));
  }

  #rowsOf(level: Level): Row[] {
    return allRows[level].filter((row) => this.#isMeant(factOf(row)));
  }

  #isMeant(fact: string): boolean {
    return this.#options.facts?.includes(fact) !== false;
  }

  #reasonToSkip({ versions }: Row): string | undefined {
    if (this.#options.signal?.aborted) return "verify was stopped";
    if (versions?.includes(this.version) === false) return `true of ${versions.join(" and ")} only`;
    return undefined;
  }

  #add(row: Pick<Row, "title">, level: Level | undefined, outcome: Outcome): void {
    const result: RowResult = {
      fact: factOf(row),
      title: row.title.slice(row.title.indexOf("]") + 2),
      ...(level !== undefined && { level }),
      ...mask(outcome, this.client.token),
    };
    this.rows.push(result);
    this.#options.onRow?.(result, this.#total);
  }
}

/** A server may send the token back. */
function mask(outcome: Outcome, token: string | undefined): Outcome {
  const masked = Object.entries(outcome).map(([name, text]) => [
    name,
    name === "result" ? text : maskToken(text, token),
  ]);
  return { ...Object.fromEntries(masked), result: outcome.result };
}
