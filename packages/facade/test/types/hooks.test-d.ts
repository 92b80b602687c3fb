import {
  createGitLab,
  type Hooks,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
  type RetryReason,
} from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

test("hooks are told plain data of their own kind", () => {
  createGitLab({
    token: "glpat-test",
    hooks: {
      onRequest: (event) => expectTypeOf(event).toEqualTypeOf<RequestEvent>(),
      onResponse: (event) => expectTypeOf(event).toEqualTypeOf<ResponseEvent>(),
      onRetry: (event) => expectTypeOf(event).toEqualTypeOf<RetryEvent>(),
    },
  });
  expectTypeOf<RetryReason>().toEqualTypeOf<
    "rate_limited" | "server_error" | "network" | "timeout" | "unauthorized"
  >();
});

test("a hook has one of three names, and its data can only be read", () => {
  // @ts-expect-error -- no such hook
  createGitLab({ token: "glpat-test", hooks: { onError: () => {} } });
  // @ts-expect-error -- no function
  createGitLab({ token: "glpat-test", hooks: { onRetry: "log" } });
  const hooks: Hooks = {
    onRequest: (event) => {
      // @ts-expect-error -- it can only be read
      event.url = "";
      // @ts-expect-error -- no header is told
      event.headers;
    },
  };
  const { jobTokenScope } = createGitLab({ token: "glpat-test", hooks }).project(1);
  // @ts-expect-error -- hooks are a client's
  jobTokenScope.get({ hooks });
});
