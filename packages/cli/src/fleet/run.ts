import { usageError } from "../command-error.js";
import type { Connection } from "../connection/connect.js";
import type { Context } from "../context.js";
import { type ExitStatus, exitStatus } from "../exit-status.js";
import type { FormatName } from "../format-names.js";
import { printRecords } from "../formats.js";
import { type Progress, showProgress } from "../output/progress.js";
import { projectKey } from "../project-key.js";
import type { ProjectRecord } from "../record.js";
import { type Report, readReport } from "../report/read-report.js";
import type { ReportBegin } from "../report/report-line.js";
import { ReportWriter } from "../report/report-writer.js";
import { isInShard, parseShard } from "../shard.js";
import { stateOf, summarize } from "../summary.js";
import { howToGoOn } from "./how-to-go-on.js";
import type { Subject } from "./subject.js";

/** The options of a run over many projects. */
export interface RunOptions {
  readonly format: FormatName;
  readonly report?: string;
  readonly resume?: string;
  readonly shard?: string;
}

/** A run over many projects: which are left to do, what became of them, and where that is written. */
export class Run {
  readonly #context: Context;
  readonly #options: RunOptions;
  readonly #begin: ReportBegin;
  readonly #writer: ReportWriter | undefined;
  readonly #connection: Connection;
  #progress: Progress | undefined;
  /** What ended well before, by the key of the project. */
  readonly #earlier: ReadonlyMap<string, ProjectRecord>;
  readonly #records = new Map<string, ProjectRecord>();
  readonly #order = new Map<string, number>();
  /** Why the run cannot be whole. */
  #failure: { readonly reason: unknown } | undefined;

  private constructor(
    context: Context,
    options: RunOptions,
    begin: ReportBegin,
    earlier: Report | undefined,
    connection: Connection,
  ) {
    this.#context = context;
    this.#options = options;
    this.#begin = begin;
    this.#connection = connection;
    this.#earlier = new Map(
      earlier?.records.filter(endedWell).map((record) => [projectKey(record.project.reference), record]),
    );
    const { secrets } = context.console;
    if (earlier !== undefined) this.#writer = ReportWriter.append(earlier, secrets);
    else if (options.report !== undefined) this.#writer = ReportWriter.create(options.report, begin, secrets);
  }

  /** @throws {CommandError} If an option or a report is not valid, or the report cannot be written. */
  static async start(
    context: Context,
    command: ReportBegin["command"],
    connection: Connection,
    options: RunOptions,
  ): Promise<Run> {
    const shard = options.shard === undefined ? undefined : parseShard(options.shard);
    const begin = { command, gitlab: connection.gitlab.url, ...(shard && { shard }) };
    const earlier = await readEarlier(options, begin);
    if (earlier?.isTorn) {
      context.console.note(`${earlier.file}: the last line is not whole: its project is done again.`);
    }
    context.interrupt.listen();
    return new Run(context, options, begin, earlier, connection);
  }

  /** Shows the progress of what is done from now on. */
  showProgress(label: string, total?: number): void {
    const { io, console } = this.#context;
    this.#progress?.stop();
    this.#progress = showProgress(io.stderr, label);
    console.clearProgress = this.#progress.clear;
    this.#connection.onWait = this.#progress.wait;
    // With parts, the number of those that fall into this one is known at the end.
    if (total !== undefined && this.#begin.shard === undefined) this.#progress.setTotal(total);
  }

  /** Counts a project in the progress. */
  advance(): void {
    this.#progress?.advance();
  }

  /** Ends the progress, for example before a question. */
  stopProgress(): void {
    this.#progress?.stop();
    this.#progress = undefined;
  }

  /** The projects that are left to do, until the run is to end. */
  async *select(subjects: Iterable<Subject> | AsyncIterable<Subject>): AsyncGenerator<Subject> {
    const { shard } = this.#begin;
    let count = 0;
    for await (const subject of subjects) {
      if (this.#context.interrupt.isRequested) return;
      const key = projectKey(subject.reference);
      if (shard !== undefined && !isInShard(shard, key)) continue;
      count += 1;
      this.#order.set(key, count);
      const earlier = this.#earlier.get(key);
      if (earlier === undefined) yield subject;
      else this.#keep(key, earlier);
    }
    this.#progress?.setTotal(count);
  }

  /** Takes down what became of projects, as it comes. */
  async addAll<Result>(
    results: AsyncIterable<Result>,
    toRecord: (result: Result) => ProjectRecord | undefined,
  ): Promise<void> {
    try {
      for await (const result of results) {
        const record = toRecord(result);
        if (record === undefined) this.advance();
        else this.add(record);
      }
    } catch (reason) {
      // The projects of a group could not be listed, for example.
      this.#failure ??= { reason };
    }
  }

  /** Takes down what became of a project. */
  add(record: ProjectRecord): void {
    try {
      if (this.#failure === undefined) this.#writer?.write(record);
    } catch (reason) {
      // What is under way goes on, and nothing more is begun.
      this.#failure = { reason };
      this.#context.interrupt.request();
    }
    this.#keep(projectKey(record.project.reference), record);
  }

  /** Ends a run that changed nothing. */
  abandon(): void {
    this.stopProgress();
    this.#writer?.close();
  }

  /** Ends the report, prints the results, and returns the status. */
  async finish(): Promise<ExitStatus> {
    this.stopProgress();
    const { console, interrupt, args } = this.#context;
    const { format, report, resume } = this.#options;
    const records = [...this.#records]
      .sort(([one], [other]) => (this.#order.get(one) ?? 0) - (this.#order.get(other) ?? 0))
      .map(([, record]) => record);
    const summary = summarize(records, this.#begin.command);
    const isWhole = this.#failure === undefined && !interrupt.isRequested;
    if (isWhole) this.#writer?.write({ version: 1, end: { projects: records.length } });
    this.#writer?.close();
    if (format !== "ndjson") await printRecords(console, format, records, summary);
    if (this.#failure !== undefined) throw this.#failure.reason;
    if (isWhole) return summary.status;
    if (interrupt.hasSignal) console.note(howToGoOn(args, resume ?? report));
    return exitStatus.failed;
  }

  #keep(key: string, record: ProjectRecord): void {
    this.#records.set(key, record);
    this.advance();
    const { console } = this.#context;
    if (this.#options.format === "ndjson")
      console.print(`${JSON.stringify(console.secrets.maskTexts(record))}\n`);
  }
}

async function readEarlier({ report, resume }: RunOptions, begin: ReportBegin): Promise<Report | undefined> {
  if (resume === undefined) return undefined;
  if (report !== undefined) {
    throw usageError("--resume goes on writing the same report: leave out --report.");
  }
  const earlier = await readReport(resume);
  const describe = ({ command, gitlab, shard }: ReportBegin): string =>
    `${command} with ${gitlab}${shard === undefined ? "" : `, part ${shard.index}/${shard.count}`}`;
  if (describe(earlier.begin) !== describe(begin)) {
    throw usageError(`${resume} is a report of ${describe(earlier.begin)}, and this is ${describe(begin)}.`);
  }
  return earlier;
}

/** Whether a project need not be done again. */
function endedWell(record: ProjectRecord): boolean {
  const isDryRun =
    record.command === "apply" && record.result?.outcomes.some(({ error }) => error?.code === "dry_run");
  return stateOf(record) !== "failed" && !isDryRun;
}
