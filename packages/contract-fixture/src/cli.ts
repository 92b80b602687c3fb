import { parseCommandLine, usage } from "./command-line.js";
import type { MockGitLab } from "./mock-gitlab.js";
import { packageVersion } from "./package-version.js";
import { readSeedFile } from "./seed-file.js";

try {
  const { command, readyJson, exitOnStdinClose, seedFile, ...options } = parseCommandLine(
    process.argv.slice(2),
  );
  if (command === "help") {
    console.log(usage);
  } else if (command === "version") {
    console.log(packageVersion);
  } else {
    const seed = seedFile === undefined ? undefined : await readSeedFile(seedFile);
    // Loading Prism takes a while, and neither --help nor a mistake should wait for it.
    const [{ startMockGitLab }, { createLog }] = await Promise.all([
      import("./start.js"),
      import("./log.js"),
    ]);
    const gitlab = await startMockGitLab({ ...options, onRequest: createLog(), ...(seed && { seed }) });
    const end = once(() => {
      gitlab.close().then(() => process.exit(0), fail);
    });
    process.on("SIGTERM", end).on("SIGINT", end);
    if (exitOnStdinClose) process.stdin.resume().on("close", end).on("end", end);
    announce(gitlab, readyJson);
  }
} catch (error) {
  fail(error);
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

function announce({ url, apiUrl, token }: MockGitLab, readyJson: boolean): void {
  if (readyJson) {
    console.log(JSON.stringify({ url, apiUrl, token, pid: process.pid }));
  } else {
    console.log(
      `A GitLab to test against listens at ${url}\n  API    ${apiUrl}\n  token  ${token || "the client's own, for the real GitLab"}\nEnd it with Ctrl+C.`,
    );
  }
}

function fail(error: unknown): void {
  console.error(`contract-fixture: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
