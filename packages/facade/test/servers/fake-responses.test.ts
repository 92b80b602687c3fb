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
  ["the status 600", () => ({ status: 600, headers: new Headers(), body: null })],
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

/** A response whose body somebody else uses. */
const used: [name: string, make: () => Response | Promise<Response>][] = [
  [
    "was read before",
    async () => {
      const response = Response.json({ inbound_enabled: true });
      // Unlike text(), this leaves the body unlocked.
      for await (const _chunk of response.body ?? []);
      return response;
    },
  ],
  [
    "is being read",
    () => {
      const response = Response.json({ inbound_enabled: true });
      response.body?.getReader();
      return response;
    },
  ],
];

for (const [name, make] of used) {
  test(`a fetch that resolves to a response whose body ${name}: the error says so`, async () => {
    const server = await startServer();
    const error = await failureOf(() =>
      server
        .connect({ fetch: async () => make() })
        .project(1)
        .jobTokenScope.get(),
    );
    expect(error).toMatchObject({ code: "unexpected_response", status: 200 });
    expect(error.message).toContain("Its body was read before.");
  });
}

test("a response is read by its properties: other implementations of fetch have their own class", async () => {
  const server = await startServer();
  const settings = new TextEncoder().encode('{"inbound_enabled":true}').buffer;
  const responses: unknown[] = [
    { status: 503, headers: new Headers({ "retry-after": "0" }), body: null },
    // React Native's has no stream.
    { status: 200, headers: [["content-type", "application/json"]], arrayBuffer: async () => settings },
  ];
  const fetch = async () => responses.shift() as Response;
  const scope = await server.connect({ fetch }).project(1).jobTokenScope.get();
  expect(scope.enabled).toBe(true);
  expect(responses).toEqual([]);
});

test("a redirect that a browser hides is an unexpected response with the status 0", async () => {
  const server = await startServer();
  // A browser's fetch resolves to such a response. Code cannot create one.
  const fetch = async () => Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });
  const error = await failureOf(() => server.connect({ fetch }).project(1).jobTokenScope.get());
  expect(error).toMatchObject({ code: "unexpected_response", status: 0, attempts: 1 });
  expect(error.message).toContain(
    "/job_token_scope: The server redirected the request, and browsers hide where to.",
  );
});

test("Response.error() is reported as a response that GitLab does not send", async () => {
  const server = await startServer();
  const fetch = async () => Response.error();
  const error = await failureOf(() => server.connect({ fetch }).project(1).jobTokenScope.get());
  expect(error.message).toContain(
    "/job_token_scope: This is not a response that GitLab sends to this request. (",
  );
});

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
