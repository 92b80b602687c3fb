import { parseArgs } from "node:util";
import { renderTypes } from "../generate/types.ts";
import type { Command, Context } from "../lib/command.ts";
import { dereference } from "../lib/openapi/dereference.ts";
import { parseDocument } from "../lib/openapi/document.ts";
import { readText } from "../lib/read-text.ts";
import { isAtLeast, requiredBump } from "../lib/release/bump.ts";
import { findLastRelease, readReleased } from "../lib/release/last-release.ts";
import { readPendingBump, readPendingReleases } from "../lib/release/pending.ts";
import { highestImpact } from "./change.ts";
import { compareDocuments, type TypedDocument } from "./compare.ts";
import { formatReport } from "./report.ts";

const spec = "spec/openapi.yaml";
const client = "@gitlab-job-token-scope/openapi-client";
const manifest = "packages/openapi-client/package.json";

const help = `Usage: pnpm check:breaking [FILE]

Compares ${spec} with the document of the last release, or with FILE, and reports whether the changes need a patch,
minor or major changeset of the packages generated from it. Each message names the place and what breaks.

  breaking  code that compiled no longer does, or the document no longer serves at run time as it did: major (minor in 0.x)
  addition  something new that users may ignore: minor
  docs      descriptions, examples, titles, x- extensions, stated defaults: patch

Compilation is judged by the types generated from both documents. Code writes requests, so all that it may write has to
remain valid. Code reads responses, and may handle each status, media type, enum value and alternative of a union
exhaustively. So a new one is breaking, a new failure status included, and so is one that disappears. New fields of a
response are additions: code that creates responses itself, such as a test double, has to add them.

Changes that no generated type shows break whoever uses the document at run time: a request is refused that was valid (a
smaller \`maximum\`, a security scheme that is gone), other generators make other code (a \`format\`, an integer, a tag, a server), or a named
example of the fixture is gone. An unknown keyword counts as breaking. Another order or layout, and a \`$ref\` in place of
the same content, are no changes.

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
  const release = file === undefined ? findLastRelease(client, context) : undefined;
  const source = file ?? (release && `${release.tag}:${spec}`);
  if (source === undefined) {
    log(`check:breaking: nothing to compare with: there is no tag ${client}@VERSION`);
    return;
  }
  const before = await read(
    release ? readReleased(release, spec, context) : await readText(cwd, source),
    source,
  );
  const after = await read(await readText(cwd, spec), spec);
  const currentVersion = await readVersion(cwd);
  const releasedVersion = release?.version ?? currentVersion;

  const changes = compareDocuments(before, after);
  const required = requiredBump(highestImpact(changes), releasedVersion);
  log(`check:breaking: ${spec} compared with ${source}`);
  log(formatReport(changes, required, releasedVersion));

  const pending = await readPendingReleases(cwd);
  if (file !== undefined && pending.length === 0) return;
  const actual = readPendingBump(pending, { name: client, releasedVersion, currentVersion });
  if (isAtLeast(actual, required)) return;
  const found = actual === "none" ? "no changeset" : `only a ${actual} changeset`;
  throw new Error(`${client} needs a ${required} changeset and has ${found}. Run \`pnpm changeset\`.`);
}

/** Reads a document, and generates its types as `pnpm generate` does. */
async function read(text: string, source: string): Promise<TypedDocument> {
  const document = parseDocument(text, source);
  // This first: openapi-typescript would read the other files that a document refers to.
  const dereferenced = dereference(document);
  return { document: dereferenced, types: await renderTypes({ document, sha256: "" }) };
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
