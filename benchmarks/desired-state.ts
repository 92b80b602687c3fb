/**
 * How long it takes to decide what has to change, and what a fleet costs that GitLab's rate limit holds back: its time in relation to
 * what the limit allows, and its heap. Fails if a project is lost.
 */
import { parseArgs } from "node:util";
import { measureDecide } from "./desired-state/decide.ts";
import { measurePaced } from "./desired-state/paced.ts";

const { values } = parseArgs({
  options: { projects: { type: "string", default: "2000" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(`pnpm bench:desired-state [--projects N]

  --projects  the size of the fleet (default: 2000)`);
} else {
  for (const size of [200, 1_000, 10_000, 100_000]) {
    const ms = measureDecide(size);
    console.log(
      `decide ${size} against ${size} entries: ${ms.toFixed(2)} ms, ${((1_000 * ms) / size).toFixed(2)} µs each`,
    );
  }
  const rateLimit = { requests: 3_000, perMs: 10_000 };
  const { projects, requests, refused, timeRatio, heapRatio } = await measurePaced(
    Number(values.projects),
    rateLimit,
  );
  console.log(
    `${projects} projects audited, planned and applied at ${rateLimit.requests} requests per ${rateLimit.perMs / 1_000} s: ${requests} requests, ${refused} refused, ${timeRatio.toFixed(2)} of the time that the limit allows, heap ${heapRatio.toFixed(2)} of that at the start`,
  );
}
