import {
  type Coverage,
  formatCoverage,
  type MockGitLab,
  mergeCoverage,
  type PendingScript,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { expectTypeOf, test } from "vitest";

test("requests are checked by operation or match", () => {
  expectTypeOf<MockGitLab["assertRequests"]>().toBeCallableWith("allowProject", { count: 2 });
  expectTypeOf<MockGitLab["assertRequests"]>().toBeCallableWith({ query: { page: 2 } });
  expectTypeOf<MockGitLab["assertRequestOrder"]>().toBeCallableWith(["allowProject", { path: { id: 1 } }]);
  expectTypeOf<MockGitLab["scripts"]>().returns.toEqualTypeOf<readonly PendingScript[]>();
});

test("coverage is plain data", () => {
  expectTypeOf<MockGitLab["coverage"]>().returns.toEqualTypeOf<Coverage>();
  expectTypeOf(mergeCoverage).returns.toEqualTypeOf<Coverage>();
  expectTypeOf(formatCoverage).returns.toBeString();
  expectTypeOf<Coverage[number]["example"]>().toEqualTypeOf<string | undefined>();
});

test("unknown operations, options and limits are type errors", () => {
  const check = async (gitlab: MockGitLab) => {
    // @ts-expect-error -- unknown operation
    gitlab.assertRequests("allowProjects");
    // @ts-expect-error -- unknown option
    gitlab.assertRequests("allowProject", { counts: 1 });
    // @ts-expect-error -- not a seed
    gitlab.seed({ project: [] });
    // @ts-expect-error -- in milliseconds
    await startMockGitLab({ rateLimit: { requests: 1, perSeconds: 60 } });
  };
  expectTypeOf(check).returns.resolves.toBeVoid();
});
