import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { CommandError, usageError } from "../command-error.js";
import { fileProblem } from "../file-error.js";
import type { Secrets } from "../output/secrets.js";
import type { Report } from "./read-report.js";
import type { ReportBegin, ReportLine } from "./report-line.js";

/** Writes a report. A line is in the file when `write()` returns, and stays there when the process is killed. */
export class ReportWriter {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #secrets: Secrets;

  private constructor(file: string, descriptor: number, secrets: Secrets) {
    this.#file = file;
    this.#descriptor = descriptor;
    this.#secrets = secrets;
  }

  /** Begins a report, and replaces the file. @throws {CommandError} If it cannot be written. */
  static create(file: string, begin: ReportBegin, secrets: Secrets): ReportWriter {
    const writer = new ReportWriter(file, open(file, "w"), secrets);
    writer.write({ version: 1, begin });
    return writer;
  }

  /** Goes on behind the whole lines of a report. @throws {CommandError} If it cannot be written. */
  static append({ file, intactBytes, isTorn }: Report, secrets: Secrets): ReportWriter {
    const descriptor = open(file, "a");
    if (isTorn) ftruncateSync(descriptor, intactBytes);
    return new ReportWriter(file, descriptor, secrets);
  }

  /** @throws {CommandError} If the line could not be written, for example because the disk is full. */
  write(line: ReportLine): void {
    try {
      const bytes = Buffer.from(`${JSON.stringify(this.#secrets.maskTexts(line))}\n`);
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#descriptor, bytes, written);
    } catch (error) {
      throw new CommandError(`${this.#file}: the report cannot be written: ${fileProblem(error)}`);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function open(file: string, flags: "a" | "w"): number {
  try {
    return openSync(file, flags);
  } catch (error) {
    throw usageError(`${file}: the report cannot be written: ${fileProblem(error)}`);
  }
}
