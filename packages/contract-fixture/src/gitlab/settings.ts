import { authenticate } from "./access.js";
import { type Answer, badRequest } from "./answer.js";
import type { Context } from "./call.js";
import { findProject, requireMaintainer } from "./find.js";
import { requireBoolean } from "./parameters.js";

const enforcedRule =
  "Job token scope cannot be disabled for this project because it is enforced for the instance.";

/** Reads the settings in force: the project's own, or the instance's where that is stricter. [read-settings] */
export function getJobTokenScope(context: Context): Answer {
  const { world, call } = context;
  const token = authenticate(world, call.token, "read");
  const project = findProject(context, token, "read");
  requireMaintainer(context, token, project);
  // [enforced-effective] [outbound-retired]
  return {
    status: 200,
    body: { inbound_enabled: project.inboundEnabled || world.enforced, outbound_enabled: false },
  };
}

/** Writes the project's own setting. [write-settings] */
export function updateJobTokenScope(context: Context): Answer {
  const { world, profile, call } = context;
  const token = authenticate(world, call.token, "write");
  const enabled = requireBoolean(call, "enabled");
  const project = findProject(context, token, "write");
  requireMaintainer(context, token, project);
  const isEnforcedAgainst = world.enforced && !enabled;
  // [enforced-refused] [enforced-silent]
  if (isEnforcedAgainst && profile.enforcement === "refuses") throw badRequest(enforcedRule);
  if (!isEnforcedAgainst) project.inboundEnabled = enabled;
  return { status: 204 };
}
