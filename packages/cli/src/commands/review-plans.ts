import { confirm } from "../confirm.js";
import type { Context } from "../context.js";
import type { Planned } from "../fleet/planned.js";
import type { ChangeOptions } from "./options.js";

/** Shows plans and asks whether to apply them, unless the options say so. Returns whether to go on. */
export async function reviewPlans(
  { io, console, interrupt }: Context,
  url: string,
  planned: readonly Planned[],
  { format, yes = false, dryRun = false }: ChangeOptions,
): Promise<boolean> {
  if (dryRun) return true;
  const changing = planned.filter(({ plan }) => plan.changes.length > 0);
  const isAsking = !yes && changing.length > 0;
  const { paintPlan } = await import("../formats/text.js");
  const worthShowing = planned.filter(({ plan }) => plan.changes.length + plan.missing.length > 0);
  const text = worthShowing.map(({ plan }) => `${paintPlan(plan, console.colors)}\n`).join("\n");
  // Other formats than text are for programs, which expect nothing else on standard output.
  if (text !== "" && format === "text") console.print(`${text}\n`);
  else if (text !== "" && isAsking) console.note(text);
  if (!isAsking) return true;
  await console.flush();
  const changes = changing.reduce((sum, { plan }) => sum + plan.changes.length, 0);
  const what = `${changes} ${changes === 1 ? "change" : "changes"}`;
  const where = changing.length === 1 ? "1 project" : `${changing.length} projects`;
  return confirm(io, `Make ${what} in ${where} of ${url}?`, interrupt.signal);
}
