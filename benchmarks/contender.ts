import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The token that the fixture takes; Prism takes any. */
export const headers = { "private-token": "glpat-administrator" };
/** A path that both answer with 200. */
export const settingPath = "/api/v4/projects/1/job_token_scope";

/** A server that is measured: a command to be run on this very Node. */
export type Contender = (port: number) => string[];

const document = fileURLToPath(new URL("../spec/openapi.yaml", import.meta.url));
// As many entries on the list as in the document's example, which is what Prism answers with.
const seed = fileURLToPath(new URL("./seed.json", import.meta.url));

export const fixture: Contender = (port) => [
  bin("@gitlab-job-token-scope/contract-fixture/package.json", "bin/contract-fixture.js"),
  ...["--port", String(port), "--seed", seed],
];

/** Silent: its lines about each request would cost Prism about half of its speed. The fixture writes its own, to nowhere. */
export const prism: Contender = (port) => [
  bin("@stoplight/prism-cli/package.json", "dist/index.js"),
  ...["mock", "--port", String(port), "--verboseLevel", "silent", document],
];

/** A contender that answers. */
export interface Running {
  readonly url: string;
  /** Milliseconds from the start of the process to the end of its first answer. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts a contender and asks until it answers. */
export async function start(contender: Contender): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, contender(port), { stdio: "ignore" });
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() - started > 60_000) {
      child.kill("SIGKILL");
      throw new Error(`it does not answer; see why: ${child.spawnargs.join(" ")}`);
    }
    await pause(2);
  }
  return { url, startMs: performance.now() - started, stop: () => stop(child) };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url + settingPath, { headers }).catch(() => undefined);
  if (response === undefined) return false;
  const text = await response.text();
  if (response.status !== 200) throw new Error(`GET ${settingPath}: ${response.status} ${text}`);
  return true;
}

/** Ends it as its users do. */
async function stop(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await closed;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}

function bin(manifest: string, file: string): string {
  return fileURLToPath(new URL(file, import.meta.resolve(manifest)));
}
