import { expect, test } from "vitest";
import { start } from "../helpers.js";

const mebibyte = 1024 * 1024;

/** A request that disables the scope, with a body of a number of bytes. */
async function disable(bytes: number, chunk: number) {
  const { gitlab } = await start();
  const text = JSON.stringify({ enabled: false }).padEnd(bytes);
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes; at += chunk) {
        controller.enqueue(new TextEncoder().encode(text.slice(at, at + chunk)));
      }
      controller.close();
    },
  });
  const { status } = await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, {
    method: "PATCH",
    headers: { "private-token": gitlab.token, "content-type": "application/json" },
    body,
    duplex: "half",
  });
  return { status, isEnabled: gitlab.state().projects[0]?.inboundEnabled };
}

test.for([mebibyte, 1000])("accepts a body of 1 MiB in chunks of %i bytes", async (chunk) => {
  expect(await disable(mebibyte, chunk)).toEqual({ status: 204, isEnabled: false });
});

test.for([mebibyte, 1000])(
  "refuses one more byte in chunks of %i bytes, and changes nothing",
  async (chunk) => {
    expect(await disable(mebibyte + 1, chunk)).toEqual({ status: 413, isEnabled: true });
  },
);

test("refuses one more byte in a control request, and changes nothing", async () => {
  const { gitlab, call } = await start();
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: false } });
  const reset = async (bytes: number) => {
    const init = { method: "POST", body: " ".repeat(bytes) };
    const { status } = await fetch(`${gitlab.url}/-/fixture/reset`, init);
    return { status, requests: gitlab.requests().length };
  };
  expect(await reset(mebibyte + 1)).toEqual({ status: 413, requests: 1 });
  expect(await reset(0)).toEqual({ status: 204, requests: 0 });
});
