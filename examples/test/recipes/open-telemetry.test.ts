import { test as base } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab, type GitLab } from "@gitlab-job-token-scope/facade";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { expect } from "vitest";
import { traceRequests } from "../../recipes/open-telemetry.ts";

const test = base.extend<{ traced: { gitlab: GitLab; spans: () => ReadableSpan[] } }>({
  traced: async ({ gitlab: { url, token } }, use) => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const hooks = traceRequests(provider.getTracer("test"));
    await use({ gitlab: createGitLab({ url, token, hooks }), spans: () => exporter.getFinishedSpans() });
    await provider.shutdown();
  },
});

const path = "/projects/{id}/job_token_scope";

test("a request has a span with the attributes of an HTTP client span", async ({ gitlab, traced }) => {
  const before = Date.now();
  await traced.gitlab.project(1).jobTokenScope.get();
  const [span, ...others] = traced.spans();
  expect(others).toEqual([]);
  expect(span).toMatchObject({ name: `GET ${path}`, kind: SpanKind.CLIENT });
  expect(span?.status.code).toBe(SpanStatusCode.UNSET);
  expect(span?.attributes).toEqual({
    "http.request.method": "GET",
    "http.response.status_code": 200,
    "url.full": `${gitlab.apiUrl}/projects/1/job_token_scope`,
    "url.template": path,
    "server.address": "127.0.0.1",
    "server.port": Number(new URL(gitlab.url).port),
  });
  const [seconds = 0, nanoseconds = 0] = span?.startTime ?? [];
  // The clocks for durations and for timestamps may differ slightly.
  expect(seconds * 1_000 + nanoseconds / 1e6).toBeGreaterThanOrEqual(before - 5);
  expect(span?.duration).not.toEqual([0, 0]);
});

test("each attempt of a retried request has a span with its resend count", async ({ gitlab, traced }) => {
  gitlab.script("updateJobTokenScope", [{ drop: "before" }, { status: 502 }]);
  await traced.gitlab.project(1).jobTokenScope.update({ enabled: false });
  const summaries = traced
    .spans()
    .map(({ name, status, attributes }) => [
      name.split(" ")[0],
      status.code === SpanStatusCode.ERROR,
      attributes["error.type"],
      attributes["http.response.status_code"],
      attributes["http.request.resend_count"],
    ]);
  expect(summaries).toEqual([
    ["PATCH", true, "network", undefined, undefined],
    ["PATCH", true, "502", 502, 1],
    ["PATCH", false, undefined, 204, 2],
    ["GET", false, undefined, 200, undefined],
  ]);
});

test("no span contains the token", async ({ gitlab, traced }) => {
  await traced.gitlab.project(1).jobTokenScope.allowlist.ensurePresent("group/tool");
  const spans = traced.spans().map(({ name, attributes, events }) => ({ name, attributes, events }));
  expect(spans.length).toBeGreaterThan(1);
  expect(JSON.stringify(spans)).not.toContain(gitlab.token);
});
