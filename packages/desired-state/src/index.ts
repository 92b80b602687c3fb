export { type ApplyOptions, applyPlan, type Permission } from "./apply-plan.js";
export type { Audit, Finding, FindingCode } from "./audit.js";
export { type AuditOptions, auditProject } from "./audit-project.js";
export type { DesiredState } from "./desired-state.js";
export {
  DesiredStateError,
  type DesiredStateErrorCode,
  isDesiredStateError,
  type Problem,
} from "./desired-state-error.js";
export { formatDesiredState } from "./file/format-desired-state.js";
export { type ParseOptions, parseDesiredState } from "./file/parse-desired-state.js";
export { type ApplyAllOptions, type ApplyAllResult, applyAll } from "./fleet/apply-all.js";
export { type AuditAllOptions, type AuditResult, auditAll } from "./fleet/audit-all.js";
export type { FleetOptions } from "./fleet/options.js";
export { type PlanResult, planAll } from "./fleet/plan-all.js";
export type { Inputs } from "./fleet/run-all.js";
export { formatPlan } from "./format-plan.js";
export { fromGitlabform } from "./import/from-gitlabform.js";
export { fromTerraform } from "./import/from-terraform.js";
export type { Imported } from "./import/imported.js";
export type { ApplyResult, Outcome, OutcomeError, OutcomeStatus, SkipCode } from "./outcome.js";
export { parsePlan } from "./parse-plan.js";
export type {
  Change,
  Entry,
  EntryChange,
  EntryKind,
  MissingTarget,
  Plan,
  PlanWarning,
  SettingChange,
  WarningCode,
} from "./plan.js";
export { planProject } from "./plan-project.js";
