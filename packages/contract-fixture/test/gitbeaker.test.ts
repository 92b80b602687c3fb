import { Gitlab } from "@gitbeaker/rest";
import { expect, test } from "vitest";
import { start } from "./helpers.js";

test("an unmodified @gitbeaker/rest reads and changes the setting and both lists", async () => {
  const { gitlab } = await start();
  const { ProjectJobTokenScopes } = gitbeaker(gitlab.url, gitlab.token);

  expect(await ProjectJobTokenScopes.show("group/app")).toEqual({
    inbound_enabled: true,
    outbound_enabled: false,
  });
  await ProjectJobTokenScopes.edit("group/app", false);
  expect(await ProjectJobTokenScopes.show(1)).toMatchObject({ inbound_enabled: false });

  await ProjectJobTokenScopes.addToInboundAllowList(1, 42);
  expect(await ProjectJobTokenScopes.showInboundAllowList(1)).toMatchObject([{ id: 1 }, { id: 42 }]);
  await ProjectJobTokenScopes.removeFromInboundAllowList(1, 42);
  expect(await ProjectJobTokenScopes.showInboundAllowList(1)).toMatchObject([{ id: 1 }]);

  await ProjectJobTokenScopes.addToGroupsAllowList(1, 7);
  expect(await ProjectJobTokenScopes.showGroupsAllowList(1)).toMatchObject([{ id: 7 }]);
  await ProjectJobTokenScopes.removeFromGroupsAllowList(1, 7);
  expect(await ProjectJobTokenScopes.showGroupsAllowList(1)).toEqual([]);
});

test("the fixture notices that it sends a body with DELETE", async () => {
  const { gitlab, call } = await start();
  await call("POST /projects/1/job_token_scope/allowlist", { body: { target_project_id: 42 } });
  await gitbeaker(gitlab.url, gitlab.token).ProjectJobTokenScopes.removeFromInboundAllowList(1, 42);
  expect(gitlab.violations()).toMatchObject([
    { method: "DELETE", operation: "disallowProject", location: "body" },
  ]);
});

function gitbeaker(host: string, token: string) {
  return new Gitlab({ host, token });
}
