import type { Hooks } from "@gitlab-job-token-scope/facade";
import { SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";

/**
 * Creates hooks that record a span for every request to GitLab, as a child of the active span. The attributes follow
 * OpenTelemetry's semantic conventions for HTTP clients. Each attempt of a retried request has its own span.
 */
export function traceRequests(
  tracer: Tracer = trace.getTracer("@gitlab-job-token-scope/facade"),
): Required<Pick<Hooks, "onResponse">> {
  return {
    onResponse: ({ method, path, url, attempt, status, failure, durationMs, requestId }) => {
      const { hostname, port, protocol } = new URL(url);
      // Not set for a successful request.
      const errorType = failure ?? (status !== undefined && status >= 400 ? String(status) : undefined);
      const span = tracer.startSpan(`${method} ${path}`, {
        kind: SpanKind.CLIENT,
        startTime: Date.now() - durationMs,
        attributes: {
          "http.request.method": method,
          "url.full": url,
          "url.template": path,
          "server.address": hostname,
          "server.port": Number(port) || (protocol === "https:" ? 443 : 80),
          ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
          ...(status !== undefined && { "http.response.status_code": status }),
          ...(requestId !== undefined && { "http.response.header.x-request-id": [requestId] }),
          ...(errorType !== undefined && { "error.type": errorType }),
        },
      });
      if (errorType !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
