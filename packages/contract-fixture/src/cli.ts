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
    // Loading Prism takes a while, and neither --help nor a misspelt option should wait for it.
    const { startMockGitLab } = await import("./start.js");
    const seed = seedFile === undefined ? undefined : await readSeedFile(seedFile);
    const gitlab = await startMockGitLab({ ...options, ...(seed && { seed }) });
    const end = (): void => {
      void gitlab.close().then(() => process.exit(0));
    };
    process.on("SIGTERM", end).on("SIGINT", end);
    if (exitOnStdinClose) process.stdin.resume().on("close", end).on("end", end);
    announce(gitlab, readyJson);
  }
} catch (error) {
  console.error(`contract-fixture: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function announce({ url, apiUrl, token }: MockGitLab, readyJson: boolean): void {
  if (readyJson) {
    console.log(JSON.stringify({ url, apiUrl, token, pid: process.pid }));
  } else {
    console.log(
      `A GitLab to test against listens at ${url}\n  API    ${apiUrl}\n  token  ${token}\nEnd it with Ctrl+C.`,
    );
  }
}
