import { describe, expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

test("reads the setting, by number and by path in any case", async () => {
  const { gitlab, call } = await start();
  const settings = { inbound_enabled: true, outbound_enabled: false };
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200, body: settings });
  expect(await call("GET /projects/group%2Fapp/job_token_scope")).toMatchObject({
    status: 200,
    body: settings,
  });
  expect(await call("GET /projects/Group%2FApp/job_token_scope")).toMatchObject({
    status: 200,
    body: settings,
  });
  expect(gitlab.violations()).toEqual([]);
});

test("remembers what was written, and answers a write with nothing", async () => {
  const { gitlab, call } = await start();
  expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({
    status: 204,
    body: undefined,
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: false } });
  expect(
    await call("PATCH /projects/group%2Fapp/job_token_scope", { body: { enabled: true } }),
  ).toMatchObject({
    status: 204,
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
  expect(gitlab.violations()).toEqual([]);
});

test.for([
  [{}, "enabled is missing"],
  [{ inbound_enabled: false }, "enabled is missing"],
  [{ enabled: null }, "enabled is empty"],
  [{ enabled: "" }, "enabled is empty"],
  [{ enabled: "perhaps" }, "enabled is invalid"],
  [{ enabled: 2 }, "enabled is invalid"],
] as const)("refuses %j, changes nothing, and records the violation", async ([body, error]) => {
  const { gitlab, call } = await start();
  expect(await call(`PATCH ${scope}`, { body })).toMatchObject({ status: 400, body: { error } });
  expect(gitlab.violations()).not.toEqual([]);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
});

test.for([
  ["False", false],
  ["NO", false],
  ["0", false],
  [0, false],
  ["On", true],
  ["TRUE", true],
] as const)(
  "coerces %j to %j as GitLab does, and records that it is no boolean",
  async ([enabled, value]) => {
    const { gitlab, call } = await start();
    expect(await call(`PATCH ${scope}`, { body: { enabled } })).toMatchObject({ status: 204 });
    expect(gitlab.violations()).toMatchObject([{ location: "body.enabled" }]);
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: value } });
  },
);

describe("an instance that enforces the scope", () => {
  const enforcing = {
    instance: { enforced: true },
    projects: [{ id: 1, path: "group/app", inboundEnabled: false }],
  };

  test("is in force over the project's own setting", async () => {
    const { call } = await start({ seed: enforcing });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
  });

  test("ignores false with a 204 in 18.0", async () => {
    const { call } = await start({ seed: enforcing, gitlab: "18.0" });
    expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({ status: 204 });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
  });

  test.for(["18.8", "19.1"] as const)("refuses false in %s", async (version) => {
    const { call } = await start({ seed: enforcing, gitlab: version });
    expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({
      status: 400,
      body: {
        message:
          "400 Bad request - Job token scope cannot be disabled for this project because it is enforced for the instance.",
      },
    });
    expect(await call(`PATCH ${scope}`, { body: { enabled: true } })).toMatchObject({ status: 204 });
  });
});
