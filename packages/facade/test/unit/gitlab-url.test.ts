import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";

test.for([
  [undefined, "https://gitlab.com"],
  ["https://gitlab.example.com", "https://gitlab.example.com"],
  ["https://gitlab.example.com/api/v4/", "https://gitlab.example.com"],
  ["https://Example.com:8443/gitlab/", "https://example.com:8443/gitlab"],
] as const)("the url %s is reported as %s", ([url, expected]) => {
  expect(createGitLab({ token: "glpat-test", ...(url !== undefined && { url }) }).url).toBe(expected);
});
