import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readChangesets } from "@changesets/read";
import type { Command, Context } from "../lib/command.ts";
import { bumpBetween, isAtLeast, largestBump, requiredBump } from "./bump.ts";
import { highestImpact } from "./change.ts";
import { compareDocuments } from "./compare.ts";
import { readDocument } from "./document.ts";
import { findLastRelease } from "./release.ts";
import { formatReport } from "./report.ts";

const spec = "spec/openapi.yaml";
const client = "@gitlab-job-token-scope/openapi-client";
const manifest = "packages/openapi-client/package.json";

const help = `Usage: pnpm check:breaking [FILE]

Compares ${spec} with the document of the last release, or with FILE, and reports whether the changes need a patch,
minor or major changeset of the packages generated from it.

  breaking  a client that worked may fail, or no longer compile: major (minor in 0.x)
  addition  something new that clients may ignore: minor
  docs      descriptions, examples, titles, tags, x- extensions: patch

Exits with 1 if the pending changesets of ${client} are too small. The last release
is the newest git tag ${client}@VERSION; in a shallow clone, fetch the tags first.
With FILE and no pending changeset, it only reports.`;

/** Reports which changeset the changes of `spec/openapi.yaml` need, and fails when the pending ones are too small. */
export const checkBreaking: Command = async (args, context) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    if (positionals.length > 1) throw new Error("expected at most one FILE, see --help");
    if (values.help) context.log(help);
    else await check(positionals[0], context);
    return 0;
  } catch (error) {
    context.error(`check:breaking: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
};

async function check(file: string | undefined, context: Context): Promise<void> {
  const { cwd, log } = context;
  const release = file === undefined ? findLastRelease(client, spec, context) : undefined;
  const source = file ?? (release && `${release.tag}:${spec}`);
  if (source === undefined) {
    log(`check:breaking: nothing to compare with: there is no tag ${client}@VERSION`);
    return;
  }
  const before = await readDocument(release?.document ?? (await readText(cwd, source)), source);
  const after = await readDocument(await readText(cwd, spec), spec);
  const currentVersion = await readVersion(cwd);
  const releasedVersion = release?.version ?? currentVersion;

  const changes = compareDocuments(before, after);
  const required = requiredBump(highestImpact(changes), releasedVersion);
  log(`check:breaking: ${spec} compared with ${source}`);
  log(formatReport(changes, required, releasedVersion));

  const changesets = await readChangesets(cwd).catch((error: Error) => {
    throw new Error(`.changeset: ${error.message.split("\n")[0]}`, { cause: error });
  });
  if (file !== undefined && changesets.length === 0) return;
  const releases = changesets.flatMap((changeset) => changeset.releases);
  const pending = releases.filter(({ name }) => name === client).map(({ type }) => type);
  // `changeset version` moves the bump from the changesets to the manifest. The tag follows later.
  const actual = largestBump([...pending, bumpBetween(releasedVersion, currentVersion)]);
  if (isAtLeast(actual, required)) return;
  const found = actual === "none" ? "no changeset" : `only a ${actual} changeset`;
  throw new Error(`${client} needs a ${required} changeset and has ${found}. Run \`pnpm changeset\`.`);
}

async function readText(cwd: string, file: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: ${code === "ENOENT" ? "no such file" : message}`, { cause: error });
  }
}

async function readVersion(cwd: string): Promise<string> {
  const text = await readText(cwd, manifest);
  try {
    const { version }: { version?: unknown } = JSON.parse(text);
    if (typeof version === "string") return version;
  } catch (error) {
    throw new Error(`${manifest}: invalid JSON`, { cause: error });
  }
  throw new Error(`${manifest}: has no version`);
}
