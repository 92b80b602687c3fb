/** What the packages cost beside their peers. Fails on an error and on growth, and with `--compare` on a ratio that is worse. */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { countUnjudged, findWorse, readChangesets } from "./compare.ts";
import { measure, type Part, parts } from "./measure.ts";
import { renderPages } from "./report/pages.ts";
import { formatNumber } from "./report/ratio-table.ts";
import { report } from "./report/report.ts";
import { failures, type Results, readResults, writeResults } from "./results.ts";

const help = `pnpm bench [--only PART]... [--quick] [--compare] [--write | --json]
pnpm bench --render

Measures in turns, on this machine, and prints ratios:

  clients        raw fetch, the openapi-client, the facade, @gitbeaker/rest and python-gitlab: CPU time, time, requests and
                 heap of some jobs, on loopback and with 20 ms of latency; the time to import them; the heap early and
                 late in 100,000 calls of the facade
  fleet          the same clients keep 1,000 projects right
  desired-state  2,000 projects at the pace of a rate limit, and the time to compare lists
  command        \`gitlab-job-token-scope --help\` beside Node with an empty module
  fixture        the contract-fixture command beside \`prism mock\`: installation, start, reset, requests per second, heap

  --only PART    measure this part; can be repeated
  --quick        fewer rounds, and not what takes minutes
  --compare      fail if a ratio is worse than in results.json by more than its rounds differ, unless a changeset names it
  --write        save the results in results.json, and render the tables and charts that show it
  --render       measure nothing, and render the tables and charts
  --json         print the results as JSON
  --help         print this

Takes about 25 minutes, with --quick four. Python is left out without Debian's python3-gitlab.`;

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: parts },
      quick: { type: "boolean", default: false },
      compare: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      render: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(help);
  else if (values.render) await render();
  else if (values.write && values.quick) fail("--write needs all rounds: leave out --quick");
  else await bench(values);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function bench(options: {
  only: string[];
  quick: boolean;
  compare: boolean;
  write: boolean;
  json: boolean;
}): Promise<void> {
  const unknown = options.only.filter((part) => !parts.includes(part as Part));
  if (unknown.length > 0) throw new Error(`--only: expected ${parts.join(", ")}, not ${unknown.join(", ")}`);
  const results = await measure(options.only as Part[], options.quick);
  console.log(options.json ? JSON.stringify(results, null, 2) : report(results));
  for (const failure of failures(results)) fail(failure);
  if (options.compare) await compare(results);
  if (options.write) {
    await writeResults(results);
    await render();
  }
}

async function compare({ comparisons }: Results): Promise<void> {
  const changesets = await readChangesets();
  for (const { label, before, now } of findWorse((await readResults()).comparisons, comparisons)) {
    const text = `${label}: ${formatNumber(now)}, which was ${formatNumber(before)}`;
    if (changesets.includes(label)) console.error(`bench: ${text}, as a changeset says`);
    else fail(`${text}; if that has to be so, say "${label}" in a changeset, and why`);
  }
  const unjudged = countUnjudged(comparisons);
  if (unjudged > 0) console.error(`bench: ${unjudged} ratios were measured in too few rounds to be compared`);
}

/** Writes the files that show the results. */
async function render(): Promise<void> {
  await mkdir(new URL("./charts", import.meta.url), { recursive: true });
  for (const [path, text] of await renderPages(await readResults())) {
    await writeFile(new URL(`../${path}`, import.meta.url), text);
  }
}

function fail(message: string): void {
  console.error(`bench: ${message}`);
  process.exitCode = 1;
}
