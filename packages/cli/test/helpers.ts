import { EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { onTestFinished } from "vitest";
import { run } from "../dist/run.js";
import type { Io } from "../src/io.js";

type Seed = NonNullable<MockGitLabOptions["seed"]>;

/** A small world: `group/app` is open, and allows two projects and a group. */
export const world: Seed = {
  projects: [
    { id: 1, path: "group/app", inboundEnabled: false, allowedProjects: [42, 43], allowedGroups: [7] },
    { id: 2, path: "group/library", allowedProjects: [43] },
    { id: 42, path: "group/tool" },
    { id: 43, path: "group/sub/old" },
  ],
  groups: [
    { id: 6, path: "group" },
    { id: 7, path: "partner" },
  ],
};

/** Desired states for the small world. */
export const desired = `version: 1
defaults: { inboundEnabled: true, prune: true }
projects:
  group/app:
    allow: { projects: [group/tool], groups: [partner] }
  group/library:
    prune: false
    allow: { groups: [group] }
`;

/** A GitLab for one test. A request that the OpenAPI document does not allow fails the test. */
export async function startGitLab(options: MockGitLabOptions = {}): Promise<MockGitLab> {
  const server = await startMockGitLab({ strict: true, seed: world, ...options });
  onTestFinished(() => server.close());
  return server;
}

/** An empty directory for one test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** What a command wrote, and the status with which it ended. */
export interface Result {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A process that is not one: with streams that are kept, and signals that the test sends. */
export class FakeIo extends EventEmitter {
  readonly pid = 4711;
  readonly killed: unknown[] = [];
  readonly stdin: PassThrough & { isTTY?: boolean } = new PassThrough();
  readonly stdout: PassThrough & { isTTY?: boolean; columns?: number } = new PassThrough();
  readonly stderr: PassThrough & { isTTY?: boolean; columns?: number } = new PassThrough();
  readonly env: Record<string, string | undefined>;
  out = "";
  err = "";

  constructor(env: Record<string, string | undefined>, isTerminal = false) {
    super();
    this.env = { HOME: "/nonexistent", ...env };
    for (const stream of [this.stdin, this.stdout, this.stderr]) stream.isTTY = isTerminal;
    this.stdout.on("data", (data) => (this.out += data));
    this.stderr.on("data", (data) => (this.err += data));
  }

  kill(pid: number, signal?: string | number): true {
    this.killed.push([pid, signal]);
    return true;
  }
}

/** Runs a command line in this process. */
export async function runWith(io: FakeIo, ...args: string[]): Promise<Result> {
  const status = await run(args, io as unknown as Io);
  await new Promise((resolve) => setImmediate(resolve));
  return { status, out: io.out, err: io.err };
}

/** Runs a command line against a GitLab, in this process, without a terminal. */
export function runAgainst(server: MockGitLab, ...args: string[]): Promise<Result> {
  return runWith(new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }), ...args);
}

/** The requests that change something. */
export function writes(server: MockGitLab): string[] {
  return server
    .requests()
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path.replace("/api/v4", "")}`);
}

/** What a project is in a GitLab. */
export function stateOf(server: MockGitLab, id = 1): unknown {
  const project = server.state().projects?.find((one) => one.id === id);
  const { inboundEnabled, allowedProjects, allowedGroups } = project ?? {};
  return { inboundEnabled, allowedProjects, allowedGroups };
}
