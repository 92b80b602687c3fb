import { expect, test } from "vitest";
import { failureOf, watchUncaught } from "./failures.js";
import { hostile } from "./hostile.js";
import { projectOf, startServer } from "./server.js";
import { settle } from "./timing.js";

/** What is no complete Response. */
const fakes: [name: string, make: () => unknown][] = [
  ...hostile.filter(([name]) => !name.startsWith("an error")),
  ["an empty object", () => ({})],
  ["a status alone", () => ({ status: 204 })],
  ["a status and headers, without a body", () => ({ status: 999, headers: new Headers() })],
  ["a success and headers, without a body", () => ({ status: 200, headers: new Headers() })],
  ["a status that is not a number", () => ({ status: "204", headers: new Headers(), body: null })],
  ["a status that is not whole", () => ({ status: Number.NaN, headers: new Headers(), body: null })],
  ["the status 999", () => ({ status: 999, headers: new Headers(), body: null })],
  ["the status -1", () => ({ status: -1, headers: new Headers(), body: null })],
  [
    "headers that throw",
    () => ({
      status: 200,
      body: null,
      headers: {
        get: () => {
          throw Symbol("odd");
        },
      },
    }),
  ],
  ["headers that return no strings", () => ({ status: 503, body: null, headers: { get: () => 5 } })],
  [
    "a body that throws",
    () => ({
      status: 200,
      headers: new Headers(),
      get body() {
        throw undefined;
      },
    }),
  ],
  [
    "a body that was read before",
    async () => {
      const response = Response.json({ inbound_enabled: true });
      await response.text();
      return response;
    },
  ],
  [
    "a body that is being read by somebody else",
    () => {
      const response = Response.json({ inbound_enabled: true });
      response.body?.getReader();
      return response;
    },
  ],
  ["Response.error()", () => Response.error()],
];

for (const [name, make] of fakes) {
  test(`a fetch that resolves to ${name} is an unexpected response, for reads and writes`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer();
    const fetch = async () => make() as Response;
    const { jobTokenScope } = server.connect({ fetch }).project(1);
    // A promise cannot be resolved with a revoked proxy.
    const code = name === "a revoked proxy" ? "network" : "unexpected_response";
    expect(await failureOf(() => jobTokenScope.get())).toMatchObject({ code, project: 1 });
    const write = await failureOf(() => jobTokenScope.update({ enabled: true }));
    expect(["setting_unconfirmed", "unexpected_response"]).toContain(write.code);
    await settle();
    expect([uncaught, projectOf(server).enabled]).toEqual([[], false]);
  });
}
