import { expect, test } from "vitest";
import { start } from "../helpers.js";

test("[route-unknown] an unknown path is not found", async () => {
  const { call } = await start();
  expect(await call("GET /nothing")).toMatchObject({ status: 404, body: { error: "404 Not Found" } });
});

test("[method-unknown] an unknown method is not allowed", async () => {
  const { call } = await start();
  expect(await call("PUT /projects/1/job_token_scope")).toMatchObject({
    status: 405,
    body: { error: "405 Not Allowed" },
  });
});

test("[head-not-served] HEAD is not allowed and recorded as a violation", async () => {
  const { gitlab, call } = await start();
  expect(await call("HEAD /projects/1/job_token_scope")).toMatchObject({ status: 405 });
  expect(gitlab.violations()).toMatchObject([{ location: "method" }]);
});
