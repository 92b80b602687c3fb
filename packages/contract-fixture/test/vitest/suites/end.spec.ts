import { writeFileSync } from "node:fs";
import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";

let url = "";

/** Worker fixtures are torn down in reverse order of setup, so this one checks the GitLab after it was closed. */
const testWithCheck = test.extend<{ closeCheck: undefined }>({
  closeCheck: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the dependencies of a fixture from this pattern.
    async ({}, use) => {
      await use(undefined);
      const status = await fetch(url).then(
        () => "listening",
        () => "closed",
      );
      writeFileSync(process.env["CLOSE_CHECK_FILE"] ?? "", status);
    },
    { scope: "worker" },
  ],
});

testWithCheck.beforeAll(({ closeCheck }) => closeCheck);

testWithCheck("uses a GitLab", async ({ gitlab }) => {
  url = gitlab.url;
  await fetch(url);
});
