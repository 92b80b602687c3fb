import autocannon from "autocannon";
import { headers } from "./contender.ts";

const connections = 10;

/** How much is sent: for so many seconds, or so many requests. */
export type Amount = { duration: number } | { amount: number };

/**
 * Sends requests, in turns, over connections that are kept alive.
 *
 * @throws {Error} When a request was not answered.
 */
export async function load(
  url: string,
  requests: autocannon.Request[],
  amount: Amount,
): Promise<autocannon.Result> {
  const result = await autocannon({ url, connections, headers, requests, ...amount });
  const unanswered = result.errors + result.timeouts;
  if (unanswered > 0) throw new Error(`${url}: ${unanswered} requests had no answer`);
  return result;
}
