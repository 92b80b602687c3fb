import { inspect } from "node:util";
import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import type { Reply } from "./gitlab.js";
import { startServer, token } from "./server.js";

const deepArray = "[".repeat(20_000) + "]".repeat(20_000);
const deepObject = `${'{"message":'.repeat(20_000)}"${token}"${"}".repeat(20_000)}`;

function reply(status: number, body: string): Reply {
  return { status, headers: { "content-type": "application/json" }, body };
}

for (const [name, body] of [
  ["an array", deepArray],
  ["an object", deepObject],
  ["rows of a list", `[${deepArray}]`],
  ["a setting", `{"inbound_enabled":${deepArray}}`],
  ["a message", `{"message":${deepObject},"error":${deepArray}}`],
]) {
  for (const status of [200, 201, 204, 400, 401, 403, 404, 409, 422, 429, 500]) {
    test(`${name} nested 20,000 deep in a ${status}: the error can be printed and serialized`, async () => {
      const server = await startServer(() => reply(status, body ?? ""));
      const { jobTokenScope } = server.connect({ retry: { limit: 0 } }).project(1);
      for (const call of [() => jobTokenScope.get(), () => jobTokenScope.allowlist.list()]) {
        const error = await failureOf(call);
        expect(error).toMatchObject({ name: "ResponseError", status, project: 1 });
        expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: error.code });
        expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).toContain(error.code);
      }
    });
  }
}

test("a message of 5,000 fields, items or 100,000 characters is cut in the error's message", async () => {
  const fields = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, ["odd"]]));
  for (const message of [fields, "x".repeat(100_000), Array(5_000).fill("odd")]) {
    const server = await startServer(() => reply(400, JSON.stringify({ message })));
    const error = await failureOf(() => server.connect().project(1).jobTokenScope.get());
    expect(error).toMatchObject({ code: "invalid_request" });
    expect(error.message.length).toBeLessThan(1_000);
  }
});

test("keys such as __proto__ in an error's body change nothing", async () => {
  const body =
    '{"message":"odd","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  const server = await startServer(() => reply(400, body));
  await failureOf(() => server.connect().project(1).jobTokenScope.get());
  expect("polluted" in {}).toBe(false);
});
