import type { Comparison, Round } from "./comparison.ts";
import { type Contender, fixture, prism, start } from "./contender.ts";
import { progress } from "./progress.ts";

/** How long each takes from nothing to its first answer. */
export async function measureStart(rounds: number): Promise<Comparison> {
  // Both are read from the disk now, and compiled if they keep that, so that no round pays for it.
  await startTime(fixture);
  await startTime(prism);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`start: round ${round} of ${rounds}`);
    measured.push({ fixture: await startTime(fixture), prism: await startTime(prism) });
  }
  return { name: "start, import included", unit: "ms", better: "less", rounds: measured };
}

async function startTime(contender: Contender): Promise<number> {
  const running = await start(contender);
  await running.stop();
  return running.startMs;
}
