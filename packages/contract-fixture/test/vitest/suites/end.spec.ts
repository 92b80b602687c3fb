import { writeFileSync } from "node:fs";
import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";

let url = "";

/** What is set up first is torn down last: this looks whether the GitLab still listens when the worker has ended it. */
const watchedTest = test.extend<{ lastLook: undefined }>({
  lastLook: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from this pattern what a fixture needs.
    async ({}, use) => {
      await use(undefined);
      const seen = await fetch(url).then(
        () => "listens",
        () => "ended",
      );
      writeFileSync(process.env["LAST_LOOK"] ?? "", seen);
    },
    { scope: "worker" },
  ],
});

watchedTest.beforeAll(({ lastLook }) => lastLook);

watchedTest("asks for a GitLab", async ({ gitlab }) => {
  url = gitlab.url;
  await fetch(url);
});
