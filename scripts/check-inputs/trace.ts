import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";

/** What a command and its child processes did with the files of a directory. */
export interface Trace {
  /** The exit status of the command. */
  readonly status: number | null;
  /** The files that were read, and not written before, relative to the directory. */
  readonly read: ReadonlySet<string>;
}

/**
 * Runs a shell command and records with strace which files it opens. Its output is discarded.
 *
 * @param root The directory whose files are recorded.
 */
export async function trace(root: string, command: string, cwd: string): Promise<Trace> {
  const folder = await mkdtemp(join(tmpdir(), "check-inputs-"));
  try {
    const file = join(folder, "trace");
    // --seccomp-bpf stops a process at these calls only. -y adds the path to each descriptor.
    const options = [
      "-f",
      "-y",
      "--seccomp-bpf",
      "-qqq",
      "-e",
      "trace=open,openat",
      "-s",
      "4096",
      "-o",
      file,
    ];
    const child = spawn("strace", [...options, "sh", "-c", command], { cwd, stdio: "ignore" });
    const [status] = await once(child, "close");
    return { status, read: await listReadFiles(file, await realpath(root)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A successful call: its flags, and the path of the descriptor that it returned. */
const opened = /open(?:at)?\(.*, (O_[A-Z_|0-9]+)(?:, \d+)?\)\s+= \d+<(.+)>$/;

async function listReadFiles(file: string, root: string): Promise<Set<string>> {
  const written = new Set<string>();
  const read = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, flags, path] = opened.exec(line) ?? [];
    if (flags === undefined || path === undefined || flags.includes("O_DIRECTORY")) continue;
    const name = relative(root, path);
    if (name.startsWith("..")) continue;
    if (/O_WRONLY|O_RDWR/.test(flags)) written.add(name);
    else if (!written.has(name)) read.add(name);
  }
  return read;
}
