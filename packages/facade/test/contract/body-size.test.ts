import { expect, test } from "vitest";
import { connectTo, errorOf } from "../helpers.js";

const limit = 16 * 1024 * 1024;

/** A client whose responses are GitLab's, padded to a number of bytes, in two chunks. */
function respondWith(bytes: number) {
  const text = JSON.stringify({ inbound_enabled: true, outbound_enabled: false }).padEnd(bytes);
  const respond = (): Response => {
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of [text.slice(0, 20), text.slice(20)]) {
          controller.enqueue(new TextEncoder().encode(chunk));
        }
        controller.close();
      },
    });
    return new Response(body);
  };
  return connectTo(respond, { retry: { limit: 0 } });
}

test("a body of 16 MiB is read", async () => {
  const scope = await respondWith(limit).project(1).jobTokenScope.get();
  expect(scope.inboundEnabled).toBe(true);
});

test("a body with one more byte is refused", async () => {
  const error = await errorOf(() =>
    respondWith(limit + 1)
      .project(1)
      .jobTokenScope.get(),
  );
  expect(error.code).toBe("unexpected_response");
  expect(error.message).toContain(`Its body is not bytes, or more than ${limit} of them.`);
});
