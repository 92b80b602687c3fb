/** How long the command takes to print its help, in relation to Node with an empty file. Each round runs both, one after the other. */
import { parseArgs } from "node:util";
import { measureStart } from "./cli/start.ts";
import { ratios, spread } from "./comparison.ts";
import { progress } from "./progress.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "41" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(`pnpm bench:cli [--rounds N]

  --rounds  how often both are measured (default: 41)`);
} else {
  progress(`${values.rounds} rounds`);
  const { contender, baseline, unit, rounds } = measureStart(Number(values.rounds));
  const [ratio, own, bare] = [
    ratios(rounds),
    spread(rounds.map((round) => round.contender)),
    spread(rounds.map((round) => round.baseline)),
  ];
  console.log(
    `${contender} to ${baseline}: ${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}); medians ${own.median.toFixed(0)} and ${bare.median.toFixed(0)} ${unit}, fastest ${own.min.toFixed(0)} and ${bare.min.toFixed(0)} ${unit}`,
  );
}
