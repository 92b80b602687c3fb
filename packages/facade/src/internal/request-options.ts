import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { RequestOptions } from "../options.js";

/** A client's options and a call's, made one: the call's come first, and either signal ends the call. */
export function mergeOptions(client: RequestOptions, call: RequestOptions = {}): RequestOptions {
  const { signal, timeoutMs, totalTimeoutMs, retry } = { ...client, ...call };
  requireDuration("timeoutMs", timeoutMs);
  requireDuration("totalTimeoutMs", totalTimeoutMs);
  if (retry !== undefined && !(Number.isSafeInteger(retry.limit) && retry.limit >= 0)) {
    throw new InvalidRequestError(`retry.limit: expected a whole number from 0, not ${retry.limit}`);
  }
  const either =
    client.signal && call.signal && client.signal !== call.signal
      ? AbortSignal.any([client.signal, call.signal])
      : signal;
  return {
    ...(either && { signal: either }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(totalTimeoutMs !== undefined && { totalTimeoutMs }),
    ...(retry && { retry }),
  };
}

/** The longest wait that timers can hold: about 24 days. */
const longestMs = 2 ** 31 - 1;

function requireDuration(option: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0 && value <= longestMs)) {
    throw new InvalidRequestError(`${option}: expected milliseconds from 1 to ${longestMs}, not ${value}`);
  }
}
