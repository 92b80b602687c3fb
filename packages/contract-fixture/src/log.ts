import { stderr } from "node:process";
import type { RecordedRequest } from "./journal.js";

/** Lines are dropped when more than this is buffered, so that a parent process that does not read cannot exhaust memory. */
const maxBufferedBytes = 1024 * 1024;

/** Creates a function that logs each request to standard error: as text on a terminal, as JSON otherwise. */
export function createLog(): (request: RecordedRequest) => void {
  const format = stderr.isTTY ? toText : toJson;
  // Keep running if the parent process closes the pipe.
  stderr.on("error", () => {});
  return (request) => {
    if (stderr.writableLength < maxBufferedBytes) stderr.write(`${format(request, new Date())}\n`);
  };
}

function toText({ method, path, status, operation, violations, notes }: RecordedRequest, time: Date): string {
  const outcome = status === 0 ? "connection reset" : status;
  const line = `${time.toLocaleTimeString("en-GB")} ${method} ${toPrintable(path)} ${outcome} ${operation ?? "-"}`;
  const problems = violations.map(
    ({ side, location, message }) => `\n  ! ${side}: ${location}: ${toPrintable(message)}`,
  );
  const remarks = notes.map(({ location, message }) => `\n  - note: ${location}: ${toPrintable(message)}`);
  return [line, ...problems, ...remarks].join("");
}

function toJson({ method, path, status, operation, violations, notes }: RecordedRequest, time: Date): string {
  return JSON.stringify({ time: time.toISOString(), method, path, status, operation, violations, notes });
}

/** Replaces control characters, which a client could use to manipulate the terminal. */
function toPrintable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}
