/**
 * Does the jobs of one contender in this process, one order per line of standard input, and writes what each cost to standard
 * output. Needs `--expose-gc`.
 */
import { createInterface } from "node:readline";
import { heapMegabytes } from "../heap.ts";
import { baseline, type ContenderFactory, type ContenderName } from "./contender.ts";
import { type Cost, measureCost } from "./cost.ts";
import type { Order } from "./jobs.ts";
import { keep } from "./keep.ts";
import type { State } from "./world.ts";

/** What a driver writes for an order. */
export interface Reply extends Cost {
  /** What the last call returned. */
  readonly result: unknown;
  /** After garbage collection, in MiB. Of JavaScript only. */
  readonly heap?: number;
}

const [name = "", origin = ""] = process.argv.slice(2);
const { create, keepAll } = await load(name as ContenderName);
const scope = create(1);

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  let result: unknown;
  const cost = await measureCost(order.calls, async (index) => {
    result = await run(order, index);
  });
  const reply: Reply = { ...cost, result: result ?? null, heap: await heapMegabytes() };
  console.log(JSON.stringify(reply));
}

async function run({ job, states = [] }: Order, index: number): Promise<unknown> {
  switch (job) {
    case "read":
      return scope.read();
    case "save":
      return scope.save(index % 2 === 1);
    case "add and remove": {
      const id = await scope.add(1_042);
      await scope.remove(1_042);
      return id;
    }
    case "list":
      return scope.list();
    case "keep":
      return keepAll(states);
  }
}

/** Loads the client of this contender only. */
async function load(
  name: ContenderName,
): Promise<{ create: ContenderFactory; keepAll: (states: readonly State[]) => Promise<void> }> {
  if (name === "facade") {
    const { facade } = await import("./contenders/facade.ts");
    const { keepWithDesiredState } = await import("./keep-with-desired-state.ts");
    const { gitlab, create } = facade(origin);
    return { create, keepAll: (states) => keepWithDesiredState(gitlab, states) };
  }
  const create = await loadScripted(name);
  return { create, keepAll: (states) => keep(create, states) };
}

async function loadScripted(name: ContenderName): Promise<ContenderFactory> {
  if (name === baseline) return (await import("./contenders/raw-fetch.ts")).rawFetch(origin);
  if (name === "openapi-client")
    return (await import("./contenders/openapi-client.ts")).openapiClient(origin);
  return (await import("./contenders/gitbeaker.ts")).gitbeaker(origin, name === "gitbeaker");
}
