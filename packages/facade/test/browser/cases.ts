/** The entry of the bundle: what the page runs. */
import type { GitLabOptions } from "@gitlab-job-token-scope/facade";
import { isConnectionError, isJobTokenScopeError, isResponseError } from "@gitlab-job-token-scope/facade";
import * as allowlists from "./cases/allowlists.js";
import * as lowLevelClient from "./cases/low-level-client.js";
import * as options from "./cases/options.js";
import * as setting from "./cases/setting.js";

const cases = { ...setting, ...allowlists, ...options, ...lowLevelClient };

type Cases = typeof cases;

/** The name of a case. */
export type CaseName = keyof Cases;

/** What a case takes beside the options of the client. */
export type CaseArguments<Name extends CaseName> =
  Parameters<Cases[Name]> extends [GitLabOptions, ...infer Rest] ? Rest : never;

/** What a case returns. */
export type CaseResult<Name extends CaseName> = Awaited<ReturnType<Cases[Name]>>;

/** An error of the package, as JSON shows it, and which guards know it. */
export interface CaseError extends Record<string, unknown> {
  readonly message: string;
  readonly isResponseError: boolean;
  readonly isConnectionError: boolean;
}

/** What became of a case. An error that is not one of the package's is thrown. */
export type CaseOutcome = { readonly value: unknown } | { readonly error: CaseError };

/** @public Runs a case, in a browser. */
export async function run(name: CaseName, args: readonly unknown[]): Promise<CaseOutcome> {
  const work = cases[name] as (...args: readonly unknown[]) => unknown;
  try {
    return { value: await work(...args) };
  } catch (error) {
    if (!isJobTokenScopeError(error)) throw error;
    const guards = {
      isResponseError: isResponseError(error),
      isConnectionError: isConnectionError(error),
    };
    return { error: { ...error.toJSON(), message: error.message, ...guards } };
  }
}
