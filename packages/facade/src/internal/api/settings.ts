import type { ProjectId } from "../../ids.js";
import type { Call } from "../http/call.js";
import { request } from "../http/exchange.js";

/** The settings of a project, as GitLab reports them. */
export interface Settings {
  readonly inboundEnabled: boolean;
  readonly outboundEnabled: boolean;
}

const get = { method: "get", path: "/api/v4/projects/{id}/job_token_scope", status: 200 } as const;
const update = { method: "patch", path: "/api/v4/projects/{id}/job_token_scope", status: 204 } as const;

/** Reads the settings in force. */
export function readSettings(call: Call, id: ProjectId): Promise<Settings> {
  return request(call, get, { params: { path: { id } } }, (data) =>
    typeof data?.inbound_enabled === "boolean"
      ? { inboundEnabled: data.inbound_enabled, outboundEnabled: data.outbound_enabled === true }
      : undefined,
  );
}

/** Writes the setting, which is called `enabled` here. GitLab's response is empty and proves nothing. */
export async function writeEnabled(call: Call, id: ProjectId, enabled: boolean): Promise<void> {
  await request(call, update, { params: { path: { id } }, body: { enabled } }, () => null);
}
