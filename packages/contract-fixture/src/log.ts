import { fstatSync } from "node:fs";
import { Socket } from "node:net";
import { stderr } from "node:process";
import type { Writable } from "node:stream";
import type { RecordedRequest } from "./journal.js";

/** More waiting text than this is thrown away: a reader that does not read must not hold the fixture up. */
const mostWaiting = 1024 * 1024;

/** Writes a line for each request to standard error: for people on a terminal, as JSON elsewhere. */
export function createLog(): (request: RecordedRequest) => void {
  const output = openStandardError();
  const format = stderr.isTTY ? toText : toJson;
  return (request) => {
    if (output.writableLength < mostWaiting) output.write(`${format(request, new Date())}\n`);
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

/**
 * Node writes to a pipe and waits until it is read. A program that starts the command and reads its first line only would
 * stop it that way, so a pipe is written to without waiting.
 */
function openStandardError(): Writable {
  const kind = fstatSync(stderr.fd);
  return kind.isFIFO() || kind.isSocket()
    ? new Socket({ fd: stderr.fd, readable: false, writable: true }).on("error", () => {}).unref()
    : stderr;
}
