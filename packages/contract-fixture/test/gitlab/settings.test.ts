import { describe, expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

test("[read-settings] [outbound-retired] returns the setting", async () => {
  const { gitlab, call } = await start();
  const response = await call(`GET ${scope}`);
  expect(response.status).toBe(200);
  expect(response.body).toEqual({ inbound_enabled: true, outbound_enabled: false });
  expect(gitlab.violations()).toEqual([]);
});

test("[write-settings] stores the setting, and responds to a write without a body", async () => {
  const { gitlab, call } = await start();
  for (const enabled of [false, true]) {
    expect(await call(`PATCH ${scope}`, { body: { enabled } })).toMatchObject({
      status: 204,
      body: undefined,
    });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: enabled } });
  }
  expect(gitlab.violations()).toEqual([]);
});

describe("an instance that enforces the scope", () => {
  const versions = ["18.0", "18.8", "19.1"] as const;
  const enforcing = {
    instance: { enforced: true },
    projects: [{ id: 1, path: "group/app", inboundEnabled: false }],
  };
  /** A project whose own setting would show a change. */
  const enforcingEnabled = { ...enforcing, projects: [{ id: 1, path: "group/app", inboundEnabled: true }] };

  test.for(versions)("[enforced-effective] overrides the project's setting in %s", async (gitlab) => {
    const { call } = await start({ seed: enforcing, gitlab });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
  });

  test("[enforced-silent] ignores a request to disable the scope, with a 204, in 18.0", async () => {
    const { gitlab, call } = await start({ seed: enforcingEnabled, gitlab: "18.0" });
    expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({ status: 204 });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
    expect(gitlab.state().projects[0]?.inboundEnabled).toBe(true);
  });

  test.for(["18.8", "19.1"] as const)(
    "[enforced-refused] rejects a request to disable the scope in %s",
    async (version) => {
      const { gitlab, call } = await start({ seed: enforcingEnabled, gitlab: version });
      expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({
        status: 400,
        body: {
          message:
            "400 Bad request - Job token scope cannot be disabled for this project because it is enforced for the instance.",
        },
      });
      expect(gitlab.state().projects[0]?.inboundEnabled).toBe(true);
    },
  );

  test.for(versions)("[enforced-true] accepts a request to enable the scope in %s", async (version) => {
    const { gitlab, call } = await start({ seed: enforcing, gitlab: version });
    expect(await call(`PATCH ${scope}`, { body: { enabled: true } })).toMatchObject({ status: 204 });
    expect(gitlab.state().projects[0]?.inboundEnabled).toBe(true);
  });
});
