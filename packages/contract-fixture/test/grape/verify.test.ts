// @module-tag slow
/** Grape, the framework of GitLab's API, passes the rows of `verify` about what it decides. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { verifyGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";

const isMissing = spawnSync("ruby", ["-e", "require 'grape'; require 'rack/handler/webrick'"]).status !== 0;
if (isMissing)
  console.warn("Rows are not compared with Grape: Ruby, or its gem grape or webrick, is not installed.");

async function startServer(): Promise<string> {
  const child = spawn("ruby", [fileURLToPath(new URL("./serve.rb", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (url) => resolve(String(url).trim()));
    child.once("exit", (code) => reject(new Error(`serve.rb exited with ${code}`)));
  });
}

/** The facts of the document whose source is a run of Grape. */
const grapeFacts = readFileSync(new URL("../../../../docs/gitlab-behaviour.md", import.meta.url), "utf8")
  .split("\n")
  .flatMap((line) =>
    line.includes("Grape 2.0.0, run") ? (/^\| `([a-z0-9-]+)` /.exec(line)?.[1] ?? []) : [],
  );

test.skipIf(isMissing)("the rows about facts of Grape hold for Grape", async () => {
  const url = await startServer();
  const options = { url, token: "token", project: 1, write: true, retryDelayMs: 1 };
  const runs = [
    await verifyGitLab({ ...options, target: { project: 42 } }),
    await verifyGitLab({ ...options, target: { group: 8 } }),
  ];
  const rows = runs.flatMap(({ rows }) => rows).filter(({ fact }) => grapeFacts.includes(fact));
  expect(rows.filter(({ result }) => result === "differs")).toEqual([]);
  expect(rows.filter(({ result }) => result === "not tried")).toEqual([]);
  console.log(`Grape passes ${rows.length} rows about ${grapeFacts.length} facts.`);
  expect(grapeFacts.length).toBeGreaterThan(10);
  expect(new Set(rows.map(({ fact }) => fact)).size).toBe(grapeFacts.length);
});
