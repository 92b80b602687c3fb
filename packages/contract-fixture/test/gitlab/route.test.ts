import { expect, test } from "vitest";
import { start } from "../helpers.js";

test("[route-unknown] an unknown path is not found", async () => {
  const { call } = await start();
  expect(await call("GET /nothing")).toMatchObject({ status: 404, body: { error: "404 Not Found" } });
});

test("[method-unknown] an unknown method is not found", async () => {
  const { call } = await start();
  expect(await call("PUT /projects/1/job_token_scope")).toMatchObject({
    status: 404,
    body: { error: "404 Not Found" },
  });
});

test("[head-not-served] HEAD is not found and recorded as a violation", async () => {
  const { gitlab, call } = await start();
  expect(await call("HEAD /projects/1/job_token_scope")).toMatchObject({ status: 404 });
  expect(gitlab.violations()).toMatchObject([{ location: "method" }]);
});
