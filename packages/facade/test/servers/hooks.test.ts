import { expect, onTestFinished, test, vi } from "vitest";
import { watchUncaught } from "./failures.js";
import { revoked } from "./hostile.js";
import { projectOf, startServer, token } from "./server.js";
import { settle } from "./timing.js";

/** What a hook does that it should not. */
const misdeeds: [name: string, hook: () => unknown][] = [
  ...(
    [
      ["undefined", () => undefined],
      ["null", () => null],
      ["a symbol", () => Symbol("odd")],
      ["a revoked proxy", revoked],
      ["an error with the token", () => new Error(`odd ${token}`)],
      ["an error whose stack throws", errorWithBadStack],
    ] as [string, () => unknown][]
  ).flatMap(([name, make]): [string, () => unknown][] => [
    [
      `throws ${name}`,
      () => {
        throw make();
      },
    ],
    [`rejects with ${name}`, () => Promise.reject(make())],
  ]),
  ["returns a promise that never settles", () => new Promise(() => {})],
  ["returns a revoked proxy", revoked],
];

for (const name of ["onRequest", "onResponse", "onRetry"] as const) {
  for (const [misdeed, hook] of misdeeds) {
    test(`${name} that ${misdeed} neither fails the call nor ends the process`, async () => {
      const uncaught = watchUncaught();
      const log = vi.spyOn(console, "error").mockImplementation(() => {});
      onTestFinished(() => log.mockRestore());
      const server = await startServer(() => (server.journal.length === 1 ? { status: 503 } : undefined));
      const gitlab = server.connect({ hooks: { [name]: hook } });
      await gitlab.project(1).jobTokenScope.update({ enabled: true });
      expect(projectOf(server).enabled).toBe(true);
      await settle();
      expect(uncaught).toEqual([]);
      const calls = { onRequest: 3, onResponse: 3, onRetry: 1 }[name];
      expect(log.mock.calls).toHaveLength(misdeed.includes("never settles") ? 0 : calls);
      expect(JSON.stringify(log.mock.calls)).not.toContain(token);
    });
  }
}

test("a hook that makes calls of its own does not disturb the call it reports", async () => {
  const server = await startServer();
  const inner: Promise<unknown>[] = [];
  const gitlab = server.connect({
    hooks: {
      onRequest: ({ path, method }) => {
        if (method === "PATCH") inner.push(gitlab.project(2).jobTokenScope.get());
        expect(path).not.toContain("token=");
      },
    },
  });
  await gitlab.project(1).jobTokenScope.update({ enabled: true });
  await Promise.all(inner);
  expect(inner).toHaveLength(1);
  expect([projectOf(server, 1).enabled, projectOf(server, 2).enabled]).toEqual([true, false]);
});

function errorWithBadStack(): Error {
  return Object.defineProperty(new Error("odd"), "stack", {
    get: () => {
      throw Symbol("odd");
    },
  });
}
