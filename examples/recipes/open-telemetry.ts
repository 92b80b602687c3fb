import type { Hooks } from "@gitlab-job-token-scope/facade";
import { SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";

/**
 * Hooks that make a span of every request to GitLab, below the span that is active where the call is made. The attributes
 * are those of OpenTelemetry's semantic conventions for HTTP clients. A request that is sent again is a span of its own.
 */
export function traceRequests(
  tracer: Tracer = trace.getTracer("@gitlab-job-token-scope/facade"),
): Required<Pick<Hooks, "onResponse">> {
  return {
    onResponse: ({ method, path, url, attempt, status, failure, durationMs, requestId }) => {
      const { hostname, port, protocol } = new URL(url);
      // The name of the failure, or the status as a text; a success has neither.
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
