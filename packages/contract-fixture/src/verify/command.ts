import { stderr, stdout } from "node:process";
import { isExposed } from "../server/allowed-host.js";
import { parseVerifyCommandLine, readToken, verifyUsage } from "./command-line.js";
import { countRows, formatVerification, toPrintable } from "./format.js";
import type { RowResult, Verification } from "./result.js";
import { verifyGitLab } from "./verify.js";

/** Removes the progress from a terminal. */
const clearLine = "\r\x1b[K";

/** Runs `contract-fixture verify`. Returns its exit status. */
export async function runVerify(args: string[]): Promise<number> {
  const { help, json, tokenFile, ...options } = parseVerifyCommandLine(args);
  if (help) {
    console.log(verifyUsage);
    return 0;
  }
  const token = await readToken(tokenFile);
  if (token !== undefined) warnUnencrypted(options.url);

  // A closed pipe must not end the process before the project is put back.
  for (const stream of [stdout, stderr]) stream.on("error", () => {});
  let commands: readonly string[] = [];
  const stopping = stopOnSignal(() => commands);
  const result = await verifyGitLab({
    ...options,
    ...(token !== undefined && { token }),
    signal: stopping.signal,
    onWrite: (list) => {
      commands = list;
      const state = list.map((command) => `\n  ${command}`).join("");
      log(`changing the project from now on. If this process is killed, put it back with:${state}`);
    },
    ...(stderr.isTTY && { onRow: createProgress() }),
  });
  stopping.end();
  console.log(json ? JSON.stringify(result, null, 2) : formatVerification(result));
  for (const problem of result.problems) log(problem);
  return toStatus(result);
}

function toStatus({ putBack, problems, rows }: Verification): number {
  if (putBack === "failed") return 2;
  const { differs, holds } = countRows(rows);
  return differs > 0 || problems.length > 0 || holds === 0 ? 1 : 0;
}

/** The first signal stops after the current request. The second ends the process, without putting the project back. */
function stopOnSignal(getCommands: () => readonly string[]): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      const commands = getCommands().map((command) => `\n  ${command}`);
      if (commands.length > 0) log(`the project is perhaps NOT as before. Run:${commands.join("")}`);
      process.exit(commands.length > 0 ? 2 : 1);
    }
    log("stopping after the current request; a second signal stops at once");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

function createProgress(): (result: RowResult, total: number) => void {
  let done = 0;
  return ({ fact }, total) => {
    done++;
    stderr.write(`${clearLine}${done === total ? "" : `${done}/${total} ${fact}`}`);
  };
}

function warnUnencrypted(url: string): void {
  const { protocol, hostname, host } = URL.parse(url) ?? {};
  if (protocol === "http:" && hostname !== undefined && isExposed(hostname)) {
    log(`warning: the token is sent to ${host} without encryption`);
  }
}

function log(text: string): void {
  const line = stderr.isTTY ? clearLine : "";
  console.error(`${line}contract-fixture: ${text.split("\n").map(toPrintable).join("\n")}`);
}
