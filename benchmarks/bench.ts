/**
 * The SDK beside raw fetch and gitbeaker, and the contract fixture beside `prism mock`. Fails on an error, on growth and on
 * listeners that are left, never on a ratio: machines are noisy.
 */
import { parseArgs } from "node:util";
import { measureInstalled } from "./fixture/installed.ts";
import { measureMemory } from "./fixture/memory.ts";
import { measureStart } from "./fixture/start-time.ts";
import { measureThroughput } from "./fixture/throughput.ts";
import { report } from "./report.ts";
import { failures, type Results } from "./results.ts";
import { compareClients } from "./sdk/comparisons.ts";
import { measureClientMemory } from "./sdk/memory.ts";

const help = `pnpm bench [--only sdk|fixture] [--quick] [--markdown | --json]

Measures in turns, on this machine:

  sdk      CPU time and wall time of calls of the openapi-client, the facade and @gitbeaker/rest, beside raw fetch;
           heap after 20,000 and after 100,000 calls of the facade with one signal, and listeners left on the signal
  fixture  the contract-fixture command beside \`prism mock\` of spec/openapi.yaml: the time until the first response,
           modules included, requests a second, and what npm installs; its heap after 20,000 and after 100,000
           requests

  --only      measure one of the two
  --quick     fewer and shorter rounds, 25,000 calls in place of 100,000, the same 100,000 requests
  --markdown  print the tables as Markdown, for benchmarks/README.md
  --json      print the results as JSON
  --help      print this

Exits with 1 when a request failed, a heap grew by a factor of more than 1.3, or a listener was left. Takes about six
minutes, with --quick one and a half.`;

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  const { only, quick, markdown, json } = values;
  if (values.help) console.log(help);
  else if (only !== undefined && only !== "sdk" && only !== "fixture")
    fail("--only: expected sdk or fixture");
  else if (markdown && json) fail("--markdown and --json exclude each other");
  else {
    const results = await measure(quick, only);
    console.log(json ? JSON.stringify(results, null, 2) : report(results, markdown ? "markdown" : "text"));
    for (const failure of failures(results)) fail(failure);
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function measure(isQuick: boolean, only?: "sdk" | "fixture"): Promise<Results> {
  return {
    ...(only !== "fixture" && { sdk: await measureSdk(isQuick) }),
    ...(only !== "sdk" && { fixture: await measureFixture(isQuick) }),
  };
}

async function measureSdk(isQuick: boolean): Promise<NonNullable<Results["sdk"]>> {
  return {
    ...(await compareClients(isQuick ? 7 : 25)),
    ...(await measureClientMemory(
      isQuick ? { early: 5_000, late: 25_000 } : { early: 20_000, late: 100_000 },
    )),
  };
}

async function measureFixture(isQuick: boolean): Promise<NonNullable<Results["fixture"]>> {
  const comparisons = [
    ...(await measureInstalled()),
    await measureStart(isQuick ? 3 : 15),
    ...(await measureThroughput(isQuick ? { rounds: 3, seconds: 1 } : { rounds: 9, seconds: 3 })),
  ];
  return { comparisons, memory: await measureMemory() };
}

function fail(message: string): void {
  console.error(`bench: ${message}`);
  process.exitCode = 1;
}
