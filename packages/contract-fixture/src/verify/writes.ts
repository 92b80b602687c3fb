import { listChanges, sendChange, type Wanted } from "./change.js";
import { type Client, NoResponseError } from "./client.js";
import { detectEnforcement } from "./enforcement.js";
import type { VerifyOptions } from "./options.js";
import { describeError, type ProjectState, readState, tokenHeaders } from "./project-state.js";
import { pageOf, readTargetId } from "./project-values.js";
import { listCommands, putBack } from "./put-back.js";
import type { Report } from "./report.js";
import type { Verification } from "./result.js";
import type { Row, Values } from "./row.js";
import { isListed, type Target, toTarget } from "./target.js";

/** The project that rows change, and its state before. */
interface Site {
  readonly client: Client;
  readonly scope: string;
  readonly target: Target;
  readonly before: ProjectState;
}

/** Tries the rows that write, and puts the project back, whatever happens. */
export async function tryWrites(
  report: Report,
  values: Values,
  { target, retryDelayMs = 1000, onWrite }: VerifyOptions,
): Promise<Verification["putBack"]> {
  const { client } = report;
  let site: Site;
  try {
    site = await prepareSite(client, values, target);
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    report.skip("write", error.message);
    report.addProblem(`writing was not tried: ${error.message}`);
    return "not needed";
  }
  const { scope, before } = site;
  onWrite?.(listCommands(client, scope, site.target, before));
  const { id, list, name, kind } = site.target;
  const ids = kind === "project" ? before.projects : before.groups;
  const targetValues = { target: id, targetName: name, list, targetPage: pageOf(id, ids) };
  let isDone = false;
  try {
    // A project whose scope is disabled shows that the instance does not enforce it.
    const enforcement = before.enabled ? await detectEnforcement(client, scope, report.version) : undefined;
    await report.tryRows(
      "write",
      { ...values, ...targetValues },
      async (row) => (row.disables ? enforcement : undefined) ?? (await prepareRow(site, row)),
    );
  } finally {
    const result = await putBack(client, scope, site.target, before, retryDelayMs);
    for (const problem of result.problems) report.addProblem(problem);
    isDone = result.isDone;
  }
  return isDone ? "done" : "failed";
}

/** Reads the state before, and checks that the token may write. Changes nothing. */
async function prepareSite(client: Client, values: Values, target: VerifyOptions["target"]): Promise<Site> {
  if (target === undefined) throw new NoResponseError("needs a target");
  const { scope } = values;
  const [kind, reference] =
    "project" in target ? (["project", target.project] as const) : (["group", target.group] as const);
  const id = await readTargetId(client, kind, `${reference}`);
  if (kind === "project" && id === values.project) {
    throw new NoResponseError("the target has to be another project");
  }
  const before = await readState(client, scope);
  // Without its parameter, this request changes nothing.
  const headers = { ...tokenHeaders(client), "content-type": "application/json" };
  const probe = await client.send({ method: "PATCH", path: scope, headers, body: "{}" });
  if (probe.status === 401 || probe.status === 403) {
    throw new NoResponseError(`the token may not write: ${describeError(client, probe)}`);
  }
  return { client, scope, target: toTarget(kind, id, scope), before };
}

/** Makes the state that a row starts from. Returns why this is not possible. */
async function prepareRow({ client, scope, target, before }: Site, row: Row): Promise<string | undefined> {
  if (row.target !== undefined && row.target !== target.kind) return `needs a ${row.target} as the target`;
  const removes = row.steps.some(({ send }) => send === "DELETE {list}/{target}");
  if (isListed(target, before) && (removes || row.given?.listed === false)) {
    return `the ${target.kind} ${target.id} was on the allowlist before: removing it would lose its fine-grained permissions`;
  }
  if (row.given === undefined) return undefined;
  try {
    const state = await readState(client, scope);
    const wanted = { enabled: state.enabled, listed: isListed(target, state), ...row.given };
    const changes = listChanges(state, wanted, scope, target);
    if (changes.length === 0) return undefined;
    for (const change of changes) await sendChange(client, change);
    return describeMissing(await readState(client, scope), wanted, target);
  } catch (error) {
    if (error instanceof NoResponseError) return error.message;
    throw error;
  }
}

function describeMissing(state: ProjectState, wanted: Wanted, target: Target): string | undefined {
  if (state.enabled !== wanted.enabled) return `inbound_enabled could not be made ${wanted.enabled} before`;
  if (isListed(target, state) === wanted.listed) return undefined;
  return `the ${target.kind} ${target.id} could not be ${wanted.listed ? "added" : "removed"} before`;
}
