import {
  type AllowedGroup,
  type AllowedProject,
  createGitLab,
  type ListOptions,
  type RequestOptions,
} from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

const { allowlist, groupsAllowlist } = createGitLab({ token: "glpat-test" }).project(1).jobTokenScope;

test("list(), first(), pages() and iteration have the entries' type", async () => {
  expectTypeOf(allowlist.list({ limit: 10, timeoutMs: 1 })).toEqualTypeOf<Promise<AllowedProject[]>>();
  expectTypeOf(allowlist.first({ timeoutMs: 1 })).toEqualTypeOf<Promise<AllowedProject | undefined>>();
  for await (const entries of groupsAllowlist.pages({ limit: 10 })) {
    expectTypeOf(entries).toEqualTypeOf<AllowedGroup[]>();
  }
  for await (const entry of groupsAllowlist) expectTypeOf(entry).toEqualTypeOf<AllowedGroup>();
  expectTypeOf<ListOptions>().toExtend<RequestOptions>();
});

test("an unknown option of a list does not compile", () => {
  // @ts-expect-error -- GitLab's spelling
  allowlist.list({ per_page: 10 });
  // @ts-expect-error -- not a number
  allowlist.list({ limit: "10" });
  // @ts-expect-error -- misspelt
  allowlist.pages({ limits: 10 });
  // @ts-expect-error -- there is only one
  allowlist.first({ limit: 1 });
  // @ts-expect-error -- a write has no limit
  allowlist.delete(42, { limit: 1 });
});
