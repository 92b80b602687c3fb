import {
  createGitLab,
  type Hooks,
  type RateLimitEvent,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
  type RetryReason,
} from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

test("each hook receives its own kind of event", () => {
  createGitLab({
    token: "glpat-test",
    hooks: {
      onRequest: (event) => expectTypeOf(event).toEqualTypeOf<RequestEvent>(),
      onResponse: (event) => expectTypeOf(event).toEqualTypeOf<ResponseEvent>(),
      onRetry: (event) => expectTypeOf(event).toEqualTypeOf<RetryEvent>(),
      onRateLimit: (event) => expectTypeOf(event).toEqualTypeOf<RateLimitEvent>(),
    },
  });
  expectTypeOf<RateLimitEvent["reason"]>().toEqualTypeOf<"response" | "remaining">();
  expectTypeOf<RetryReason>().toEqualTypeOf<
    "rate_limited" | "server_error" | "conflict" | "network" | "timeout" | "unauthorized"
  >();
});

test("an unknown hook does not compile, and events are read-only", () => {
  // @ts-expect-error -- no such hook
  createGitLab({ token: "glpat-test", hooks: { onError: () => {} } });
  // @ts-expect-error -- not a function
  createGitLab({ token: "glpat-test", hooks: { onRetry: "log" } });
  const hooks: Hooks = {
    onRequest: (event) => {
      // @ts-expect-error -- read-only
      event.url = "";
      // @ts-expect-error -- an event has no headers
      event.headers;
    },
  };
  const { jobTokenScope } = createGitLab({ token: "glpat-test", hooks }).project(1);
  // @ts-expect-error -- an option of clients only
  jobTokenScope.get({ hooks });
});
