/** Says which changeset a change of `spec/openapi.yaml` needs, and fails when the pending ones are too small. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readChangesets } from "@changesets/read";
import { bumpBetween, bumpFor, covers, largest } from "./check-breaking/bump.ts";
import { heaviest } from "./check-breaking/change.ts";
import { compareDocuments } from "./check-breaking/compare.ts";
import { readDocument } from "./check-breaking/document.ts";
import { lastRelease } from "./check-breaking/release.ts";
import { report } from "./check-breaking/report.ts";

const spec = "spec/openapi.yaml";
const client = "@gitlab-job-token-scope/openapi-client";
const manifest = "packages/openapi-client/package.json";

const help = `pnpm check:breaking [FILE]

Compares ${spec} with that of the last release, or with FILE, and says whether the change needs a patch, minor or
major changeset of the packages made from it.

  breaking  takes something from users, demands more of them, or answers what they do not expect: major (minor in 0.x)
  addition  something new that they may leave alone: minor
  prose     descriptions, examples, titles, tags, x- extensions: patch

Exits with 1 when the pending changesets of ${client} are too small. The last release is
the newest git tag ${client}@VERSION; in a shallow clone, fetch the tags first. Compared with
a FILE while no changeset is pending, it only reports.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  });
  if (positionals.length > 1) throw new Error("give one FILE at most, see --help");
  if (values.help) console.log(help);
  else await check(positionals[0]);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function check(file: string | undefined): Promise<void> {
  const release = file === undefined ? lastRelease(client, spec) : undefined;
  const source = file ?? (release && `${release.tag}:${spec}`);
  if (source === undefined) {
    console.log(`check:breaking: there is no tag ${client}@VERSION: nothing was released yet`);
    return;
  }
  const before = await readDocument(release?.document ?? (await readText(source)), source);
  const after = await readDocument(await readText(spec), spec);
  const current = await currentVersion();
  const version = release?.version ?? current;

  const changes = compareDocuments(before, after);
  const needed = bumpFor(heaviest(changes), version);
  console.log(`check:breaking: ${spec} against ${source}`);
  console.log(report(changes, needed, version));

  const changesets = await readChangesets(process.cwd()).catch((error: Error) => {
    throw new Error(`.changeset: ${error.message.split("\n")[0]}`, { cause: error });
  });
  if (file !== undefined && changesets.length === 0) return;
  const releases = changesets.flatMap((changeset) => changeset.releases);
  const pending = releases.filter(({ name }) => name === client).map(({ type }) => type);
  // Between `changeset version` and the tag, the manifest has the bump that the changesets had.
  const bump = largest([...pending, bumpBetween(version, current)]);
  if (covers(bump, needed)) return;
  const has = bump === "none" ? "no changeset" : `only a ${bump} changeset`;
  fail(`${client} needs a ${needed} changeset and has ${has}. Run \`pnpm changeset\`.`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: ${code === "ENOENT" ? "no such file" : message}`, { cause: error });
  }
}

async function currentVersion(): Promise<string> {
  const text = await readText(manifest);
  try {
    const { version }: { version?: unknown } = JSON.parse(text);
    if (typeof version === "string") return version;
  } catch (error) {
    throw new Error(`${manifest}: not JSON`, { cause: error });
  }
  throw new Error(`${manifest}: has no version`);
}

function fail(message: string): void {
  console.error(`check:breaking: ${message}`);
  process.exitCode = 1;
}
