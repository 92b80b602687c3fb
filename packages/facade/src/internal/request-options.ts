import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { RequestOptions } from "../options.js";

/** A client's options and a call's, made one: those that the call gives come first, and either signal ends the call. */
export function mergeOptions(client: RequestOptions, call: RequestOptions = {}): RequestOptions {
  const timeoutMs = call.timeoutMs ?? client.timeoutMs;
  const totalTimeoutMs = call.totalTimeoutMs ?? client.totalTimeoutMs;
  const retry = call.retry ?? client.retry;
  requireDuration("timeoutMs", timeoutMs);
  requireDuration("totalTimeoutMs", totalTimeoutMs);
  if (retry !== undefined && !(Number.isSafeInteger(retry.limit) && retry.limit >= 0)) {
    throw new InvalidRequestError(
      `retry.limit: expected a whole number from 0, not ${describe(retry.limit)}`,
    );
  }
  const [signal, ...others] = [client.signal, call.signal].filter((one) => one !== undefined);
  return {
    ...(signal && { signal: others.length === 0 ? signal : AbortSignal.any([signal, ...others]) }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(totalTimeoutMs !== undefined && { totalTimeoutMs }),
    ...(retry && { retry }),
  };
}

/** The longest wait that timers can hold: about 24 days. */
const longestMs = 2 ** 31 - 1;

function requireDuration(option: string, value: unknown): void {
  if (value !== undefined && !(typeof value === "number" && value >= 1 && value <= longestMs)) {
    throw new InvalidRequestError(
      `${option}: expected milliseconds from 1 to ${longestMs}, not ${describe(value)}`,
    );
  }
}

/** A number, or what there is in its place: that may be anything, a token among it. */
function describe(value: unknown): string {
  return typeof value === "number" ? String(value) : typeof value;
}
