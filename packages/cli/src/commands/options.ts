import type { Permission } from "@gitlab-job-token-scope/desired-state";
import type { FormatName } from "../format-names.js";

/** The options of every command that calls GitLab. */
export interface ConnectionOptions {
  readonly tokenFile?: string;
}

/** The options of every command for many projects. */
export interface FleetOptions extends ConnectionOptions {
  readonly concurrency: number;
}

/** The options of every command that changes something. */
export interface ChangeOptions extends ConnectionOptions {
  readonly format: FormatName;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly allowOpen?: boolean;
  readonly allowEmpty?: boolean;
  readonly allowPartial?: boolean;
}

/** The dangerous changes that the options allow. */
export function permissionsOf({ allowOpen, allowEmpty, allowPartial }: ChangeOptions): Permission[] {
  return [
    ...(allowOpen ? (["open"] as const) : []),
    ...(allowEmpty ? (["empty"] as const) : []),
    ...(allowPartial ? (["partial"] as const) : []),
  ];
}
