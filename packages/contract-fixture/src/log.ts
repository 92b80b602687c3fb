import { stderr } from "node:process";
import type { RecordedRequest } from "./journal.js";

/** More waiting text than this is thrown away: a program that does not read must not fill the memory. */
const mostWaiting = 1024 * 1024;

/** Writes a line for each request to standard error: for people on a terminal, as JSON elsewhere. */
export function createLog(): (request: RecordedRequest) => void {
  const format = stderr.isTTY ? toText : toJson;
  // A program that no longer reads is no reason to end.
  stderr.on("error", () => {});
  return (request) => {
    if (stderr.writableLength < mostWaiting) stderr.write(`${format(request, new Date())}\n`);
  };
}

function toText({ method, path, status, operation, violations }: RecordedRequest, time: Date): string {
  const outcome = status === 0 ? "connection reset" : status;
  const line = `${time.toLocaleTimeString("en-GB")} ${method} ${printable(path)} ${outcome} ${operation ?? "-"}`;
  const wrong = violations.map(
    ({ side, location, message }) => `\n  ! ${side}: ${location}: ${printable(message)}`,
  );
  return line + wrong.join("");
}

function toJson({ method, path, status, operation, violations }: RecordedRequest, time: Date): string {
  return JSON.stringify({ time: time.toISOString(), method, path, status, operation, violations });
}

/** A terminal obeys control characters, and a client may send them. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}
