import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Request } from "autocannon";
import { settingPath } from "./contender.ts";
import { load } from "./load.ts";
import type { Measured } from "./memory-host.ts";
import { progress } from "./progress.ts";

/** The fixture's heap, early and late. */
export interface Memory {
  readonly early: { requests: number; heapMegabytes: number };
  readonly late: { requests: number; heapMegabytes: number };
  /** Late to early. */
  readonly growth: number;
  /** What growth is too much. */
  readonly bound: number;
}

// The journal keeps 10,000 requests, so it is full at both.
const early = 20_000;
const late = 100_000;
const bound = 1.3;

const json = { "content-type": "application/json" };
let count = 0;
/** Reads, writes, refusals, and violations of the document; what may be told apart is never the same twice. */
const requests: Request[] = [
  { method: "GET", path: settingPath },
  { method: "PATCH", path: settingPath, headers: json, body: '{"enabled":false}' },
  { method: "GET", path: `${settingPath}/allowlist` },
  { method: "POST", path: `${settingPath}/allowlist`, headers: json, body: '{"target_project_id":42}' },
  { method: "DELETE", path: `${settingPath}/allowlist/42` },
  { method: "PATCH", path: settingPath, headers: json, body: '{"enabled":"perhaps"}' },
  { method: "PATCH", path: settingPath, headers: json, body: "{not JSON" },
  { method: "GET", path: "/", setupRequest: (request) => ({ ...request, path: `/nowhere/${count++}` }) },
  {
    method: "GET",
    path: "/",
    setupRequest: (request) => ({ ...request, path: `/api/v4/projects/group%2Fnone-${count++}` }),
  },
  {
    method: "POST",
    path: `${settingPath}/groups_allowlist`,
    headers: json,
    setupRequest: (request) => ({ ...request, body: JSON.stringify({ [`wrong-${count++}`]: 1 }) }),
  },
];

/** Sends a process that hosts the fixture 100,000 requests, and compares its heap near the start and at the end. */
export async function measureMemory(): Promise<Memory> {
  const host = fork(fileURLToPath(new URL("./memory-host.ts", import.meta.url)), {
    execArgv: ["--expose-gc", "--disable-warning=DEP0040"],
  });
  try {
    const url = await next<string>(host);
    const first = await heapAfter(host, url, early, early);
    const last = await heapAfter(host, url, late - early, late);
    return {
      early: { requests: early, heapMegabytes: first },
      late: { requests: late, heapMegabytes: last },
      growth: last / first,
      bound,
    };
  } finally {
    host.kill("SIGKILL");
  }
}

async function heapAfter(host: ChildProcess, url: string, more: number, total: number): Promise<number> {
  progress(`memory: up to ${total} requests`);
  await load(url, requests, { amount: more });
  host.send("measure");
  const { heapBytes, journalled, violations } = await next<Measured>(host);
  if (journalled !== 10_000) throw new Error(`the journal has ${journalled} requests and should be full`);
  if (violations === 0) throw new Error("the journal has no violations");
  return heapBytes / 1024 / 1024;
}

async function next<Message>(host: ChildProcess): Promise<Message> {
  const ended = once(host, "exit").then(() => {
    throw new Error("the process that hosts the fixture ended");
  });
  const [message] = await Promise.race([once(host, "message"), ended]);
  return message;
}
