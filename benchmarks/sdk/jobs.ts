import type { ContenderName } from "./contender.ts";
import { applied, fleet, type State } from "./world.ts";

/** What a driver is told to do, in one line of JSON. */
export interface Order {
  readonly job: "read" | "save" | "add and remove" | "list" | "keep";
  /** How often. Even for `save`, so that the setting ends as it was. */
  readonly calls: number;
  /** What `keep` makes of each project. */
  readonly states?: readonly State[];
}

/** Something that users of every client do. */
export interface Job {
  readonly name: string;
  readonly order: Order;
  /** What the last call returns. */
  readonly result: unknown;
}

/** Jobs that take milliseconds; with latency, fewer calls are enough. */
export function shortJobs(hasLatency: boolean): Job[] {
  const calls = (count: number): number => (hasLatency ? 10 : count);
  return [
    { name: "read", order: { job: "read", calls: calls(300) }, result: true },
    { name: "save", order: { job: "save", calls: calls(150) }, result: true },
    { name: "add and remove", order: { job: "add and remove", calls: calls(150) }, result: 1_042 },
    {
      name: "list 201",
      order: { job: "list", calls: calls(40) },
      result: Array.from({ length: 201 }, (_, index) => index + 1),
    },
    {
      name: "plan and apply 50 changes",
      order: { job: "keep", calls: 1, states: [applied] },
      result: null,
    },
  ];
}

/** The job of a platform team: 1,000 projects, of which 10 have to be changed. */
export const fleetJob: Job = {
  name: "keep 1,000 projects right",
  order: { job: "keep", calls: 1, states: fleet },
  result: null,
};

/** The order of a round: another contender begins in each. */
export function rotate(names: readonly ContenderName[], round: number): ContenderName[] {
  const first = round % names.length;
  return [...names.slice(first), ...names.slice(0, first)];
}
