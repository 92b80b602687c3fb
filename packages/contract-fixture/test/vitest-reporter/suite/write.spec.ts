import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";

test("violates the document", async ({ gitlab }) => {
  await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, {
    method: "PATCH",
    headers: { "private-token": gitlab.token, "content-type": "application/json" },
    body: "{}",
  });
});

test("gets a scripted status", async ({ gitlab }) => {
  gitlab.script("getGroup", [{ status: 418 }]);
  await fetch(`${gitlab.apiUrl}/groups/7`, { headers: { "private-token": gitlab.token } });
});
