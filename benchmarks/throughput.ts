import type { Request } from "autocannon";
import type { Comparison, Round } from "./comparison.ts";
import { fixture, prism, settingPath, start } from "./contender.ts";
import { load } from "./load.ts";
import { progress } from "./progress.ts";

const json = { "content-type": "application/json" };
const workloads: { name: string; request: Request }[] = [
  { name: "GET job_token_scope", request: { method: "GET", path: settingPath } },
  {
    name: "PATCH job_token_scope",
    request: { method: "PATCH", path: settingPath, headers: json, body: '{"enabled":true}' },
  },
  { name: "GET allowlist", request: { method: "GET", path: `${settingPath}/allowlist` } },
];

/** How many requests a second each answers, by kind of request. */
export async function measureThroughput(options: { rounds: number; seconds: number }): Promise<Comparison[]> {
  const fixtureServer = await start(fixture);
  const prismServer = await start(prism);
  try {
    const comparisons: Comparison[] = [];
    for (const { name, request } of workloads) {
      // What is measured is not the compiling of what runs for the first time.
      await requestsPerSecond(fixtureServer.url, request, 1);
      await requestsPerSecond(prismServer.url, request, 1);
      const rounds: Round[] = [];
      for (let round = 1; round <= options.rounds; round++) {
        progress(`${name}: round ${round} of ${options.rounds}`);
        rounds.push({
          fixture: await requestsPerSecond(fixtureServer.url, request, options.seconds),
          prism: await requestsPerSecond(prismServer.url, request, options.seconds),
        });
      }
      comparisons.push({ name, unit: "requests/s", better: "more", rounds });
    }
    return comparisons;
  } finally {
    await fixtureServer.stop();
    await prismServer.stop();
  }
}

async function requestsPerSecond(url: string, request: Request, seconds: number): Promise<number> {
  const { non2xx, requests, duration } = await load(url, [request], { duration: seconds });
  if (non2xx > 0) throw new Error(`${request.method} ${request.path}: ${non2xx} answers were no success`);
  return requests.total / duration;
}
