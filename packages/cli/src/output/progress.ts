import type { Io } from "../io.js";

/** How far a run is. */
export interface Progress {
  /** A project has come in: it is to be worked on. `total` is known when all have. */
  setTotal(total: number): void;
  /** A project has ended. */
  advance(): void;
  /** Calls wait for GitLab's rate limit. */
  wait(waitMs: number): void;
  stop(): void;
  /** Removes the line, before something else is written to the terminal. */
  clear(): void;
}

const barWidth = 20;
const redrawMs = 100;

/** Shows the progress on a line of standard error. Shows nothing if that is not a terminal. */
export function showProgress(
  stream: Io["stderr"],
  label: string,
  now: () => number = performance.now.bind(performance),
): Progress {
  if (!stream.isTTY) return { setTotal() {}, advance() {}, wait() {}, stop() {}, clear() {} };
  const startedMs = now();
  let done = 0;
  let total: number | undefined;
  let waitUntilMs = 0;
  let isShown = false;
  const clear = (): void => {
    if (isShown) stream.write("\r\u001b[K");
    isShown = false;
  };
  const draw = (): void => {
    const line = describe({ label, done, total, elapsedMs: now() - startedMs, waitMs: waitUntilMs - now() });
    stream.write(`\r${line.slice(0, (stream.columns || 80) - 1)}\u001b[K`);
    isShown = true;
  };
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  return {
    setTotal(value) {
      total = value;
    },
    advance() {
      done += 1;
    },
    wait(waitMs) {
      waitUntilMs = now() + waitMs;
      draw();
    },
    stop() {
      clearInterval(timer);
      clear();
    },
    clear,
  };
}

/** The numbers of a line. */
interface State {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly elapsedMs: number;
  readonly waitMs: number;
}

function describe({ label, done, total, elapsedMs, waitMs }: State): string {
  const rate = elapsedMs > 0 ? (1_000 * done) / elapsedMs : 0;
  const parts = [`${done}${total === undefined ? "" : `/${total}`} projects`];
  if (done > 0) parts.push(`${rate.toFixed(rate < 10 ? 1 : 0)}/s`);
  if (waitMs > 0) parts.push(`waiting ${duration(waitMs)} (rate limit)`);
  else if (total !== undefined && done > 0) parts.push(`${duration((1_000 * (total - done)) / rate)} left`);
  return `${label} ${bar(done, total)}${parts.join(", ")}`;
}

function bar(done: number, total: number | undefined): string {
  if (total === undefined || total === 0) return "";
  const filled = Math.round((barWidth * Math.min(done, total)) / total);
  return `[${"=".repeat(filled)}${" ".repeat(barWidth - filled)}] `;
}

/** A duration for people: `"45s"`, `"2m 05s"`, `"1h 10m"`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${String(seconds % 60).padStart(2, "0")}s`;
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, "0")}m`;
}
