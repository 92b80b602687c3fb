import { authenticate } from "./access.js";
import { badRequest } from "./api-error.js";
import type { Context } from "./call.js";
import { findProject, requireMaintainer } from "./find.js";
import { requireBoolean } from "./parameters.js";
import type { GitLabResponse } from "./response.js";

const enforcedForInstance =
  "Job token scope cannot be disabled for this project because it is enforced for the instance.";

/** Reads the effective settings: the project's, unless the instance enforces the scope. [read-settings] */
export function getJobTokenScope(context: Context): GitLabResponse {
  const { store, call } = context;
  const token = authenticate(store, call.token, "read");
  const project = findProject(context, token);
  requireMaintainer(context, token, project);
  // [enforced-effective] [outbound-retired]
  return {
    status: 200,
    body: { inbound_enabled: project.inboundEnabled || store.enforced, outbound_enabled: false },
  };
}

/** Updates the project's setting. [write-settings] */
export function updateJobTokenScope(context: Context): GitLabResponse {
  const { store, profile, call } = context;
  const token = authenticate(store, call.token, "write");
  const enabled = requireBoolean(call, "enabled");
  const project = findProject(context, token, "write");
  requireMaintainer(context, token, project);
  const violatesEnforcement = store.enforced && !enabled;
  // [enforced-refused] [enforced-silent]
  if (violatesEnforcement && profile.enforcement === "reject") throw badRequest(enforcedForInstance);
  if (!violatesEnforcement) project.inboundEnabled = enabled;
  return { status: 204 };
}
