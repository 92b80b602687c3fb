import assert from "node:assert/strict";
import type { Contender } from "./contender.ts";

/** Something that users of every contender do. */
export interface Workload {
  readonly name: string;
  /** How often it is done in a round. Even, so that `save` leaves the setting as it was. */
  readonly calls: number;
  /** @param index Counts the calls of a round from 0. */
  run(contender: Contender, index: number): Promise<unknown>;
  /** Does it with every result compared: what does not work is not measured. */
  check(contender: Contender): Promise<void>;
}

export const workloads: readonly Workload[] = [
  {
    name: "read",
    calls: 300,
    run: (contender) => contender.read(),
    check: async (contender) => assert.equal(await contender.read(), true),
  },
  {
    name: "save",
    calls: 150,
    run: (contender, index) => contender.save(index % 2 === 1),
    async check(contender) {
      assert.equal(await contender.save(false), false);
      assert.equal(await contender.save(true), true);
    },
  },
  {
    name: "add and remove",
    calls: 150,
    run: addAndRemove,
    check: async (contender) => assert.equal(await addAndRemove(contender), 42),
  },
  {
    name: "list 201",
    calls: 40,
    run: (contender) => contender.list(),
    async check(contender) {
      const ids = (await contender.list()).map(({ id }) => id);
      assert.deepEqual(
        ids,
        Array.from({ length: 201 }, (_, index) => index + 1),
      );
    },
  },
];

async function addAndRemove(contender: Contender): Promise<number> {
  const id = await contender.add(42);
  await contender.remove(42);
  return id;
}
