import { decide } from "../../packages/desired-state/dist/internal/decide.js";
import { spread } from "../comparison.ts";

type Entries = NonNullable<Parameters<typeof decide>[1]["lists"]["project"]>;

/** The time in milliseconds to plan a list of so many entries against another one, of which half are the same. */
export function measureDecide(size: number): number {
  const entries = (from: number): Entries =>
    Array.from({ length: size }, (_, index) => ({
      kind: "project",
      id: from + index,
      path: `group/sub-${(from + index) % 50}/p${from + index}`,
    }));
  const current = {
    gitlab: "https://gitlab.example.com",
    project: { id: 1 },
    inboundEnabled: true,
    lists: { project: entries(2), group: undefined },
  };
  const desired = {
    inboundEnabled: true,
    lists: { project: entries(2 + Math.floor(size / 2)), group: undefined },
    missing: [],
    prune: true,
  };
  const times: number[] = [];
  const rounds = size > 10_000 ? 15 : 200;
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    decide(current, desired);
    times.push(performance.now() - startedAt);
  }
  return spread(times).median;
}
