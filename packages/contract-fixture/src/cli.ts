import { parseCommandLine, usage } from "./command-line.js";
import type { Coverage } from "./contract-coverage/coverage.js";
import { formatCoverage } from "./contract-coverage/format-coverage.js";
import { writeCoverage } from "./contract-coverage/write-coverage.js";
import type { MockGitLab } from "./mock-gitlab.js";
import { checkOptions } from "./options.js";
import { packageVersion } from "./package-version.js";
import { readSeedFile } from "./seed-file.js";
import { isExposed } from "./server/allowed-host.js";

try {
  const [first, ...others] = process.argv.slice(2);
  if (first === "verify") {
    const { runVerify } = await import("./verify/command.js");
    process.exitCode = await runVerify(others);
  } else await runFixture();
} catch (error) {
  fail(error);
}

async function runFixture(): Promise<void> {
  const { command, readyJson, exitOnStdinClose, seedFile, coverageFile, ...options } = parseCommandLine(
    process.argv.slice(2),
  );
  if (command === "help") {
    console.log(usage);
  } else if (command === "version") {
    console.log(packageVersion);
  } else {
    checkOptions(options);
    const seed = seedFile === undefined ? undefined : await readSeedFile(seedFile);
    // Prism takes a while to load. It is not needed for --help or to reject invalid options.
    const [{ startMockGitLab }, { createLog }] = await Promise.all([
      import("./start.js"),
      import("./log.js"),
    ]);
    const gitlab = await startMockGitLab({ ...options, onRequest: createLog(), ...(seed && { seed }) });
    const shutDown = once(() => {
      gitlab
        .close()
        .finally(() => coverageFile && reportCoverage(coverageFile, gitlab.coverage()))
        .then(() => process.exit(0), fail);
    });
    process.on("SIGTERM", shutDown).on("SIGINT", shutDown);
    if (exitOnStdinClose) process.stdin.resume().on("close", shutDown).on("end", shutDown);
    if (options.host !== undefined && isExposed(options.host)) warnExposed(options.host);
    printReady(gitlab, readyJson);
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

function warnExposed(host: string): void {
  console.error(
    `contract-fixture: warning: other machines can connect to ${host}, and no token is needed to read or control the fixture. Their requests have to name an address, or a host given with --allow-host.`,
  );
}

async function reportCoverage(file: string, coverage: Coverage): Promise<void> {
  await writeCoverage(file, coverage);
  console.error(formatCoverage(coverage));
}

function printReady({ url, apiUrl, token }: MockGitLab, readyJson: boolean): void {
  if (readyJson) {
    console.log(JSON.stringify({ url, apiUrl, token, pid: process.pid }));
  } else {
    console.log(
      `Mock GitLab listening at ${url}\n  API    ${apiUrl}\n  token  ${token || "use a token of the real GitLab"}\nPress Ctrl+C to stop.`,
    );
  }
}

function fail(error: unknown): void {
  console.error(`contract-fixture: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
