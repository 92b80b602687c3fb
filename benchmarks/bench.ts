/**
 * The contract fixture beside `prism mock` of the same document: how soon it answers, how many requests a second it
 * answers, and whether its memory stays level. Fails on an error and on growth, never on a ratio: machines are noisy.
 */
import { parseArgs } from "node:util";
import { measureMemory } from "./memory.ts";
import { report } from "./report.ts";
import { measureStart } from "./start-time.ts";
import { measureThroughput } from "./throughput.ts";

const help = `pnpm bench [--quick] [--json]

Measures the contract-fixture command beside \`prism mock\` of spec/openapi.yaml, in turns, on this machine:

  start       until the first request is answered, the loading of all modules included
  throughput  requests a second over connections that are kept alive
  memory      the fixture's heap after 20,000 and after 100,000 requests

  --quick  fewer and shorter rounds, the same 100,000 requests
  --json   print the results as JSON
  --help   print this

Exits with 1 when a request went wrong, or when the heap grew. Takes about four minutes, with --quick one.`;

try {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(help);
  else await bench(values.quick, values.json);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function bench(isQuick: boolean, asJson: boolean): Promise<void> {
  const comparisons = [
    await measureStart(isQuick ? 3 : 15),
    ...(await measureThroughput(isQuick ? { rounds: 3, seconds: 1 } : { rounds: 9, seconds: 3 })),
  ];
  const memory = await measureMemory();
  console.log(asJson ? JSON.stringify({ comparisons, memory }, null, 2) : report(comparisons, memory));
  if (memory.growth > memory.bound) {
    fail(`the heap grew to ${memory.growth.toFixed(2)} of what it was, more than ${memory.bound}`);
  }
}

function fail(message: string): void {
  console.error(`bench: ${message}`);
  process.exitCode = 1;
}
