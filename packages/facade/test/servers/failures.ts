import { inspect } from "node:util";
import { isJobTokenScopeError, type JobTokenScopeError } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished } from "vitest";
import { token } from "./server.js";

/**
 * The error that a call fails with. Checks what holds for every error: it is one of this package, its message ends with
 * what it is about, and it can be printed without showing the token.
 */
export async function failureOf(call: () => unknown): Promise<JobTokenScopeError> {
  const error = await thrownBy(call);
  if (!isJobTokenScopeError(error)) throw new Error(`not an error of this package: ${inspect(error)}`);
  const { project, target, url, message } = error;
  const context = [
    project !== undefined && `project ${JSON.stringify(project)}`,
    target !== undefined && `target ${JSON.stringify(target)}`,
    url,
  ].filter((part) => typeof part === "string");
  if (context.length > 0) expect(message.endsWith(` (${context.join(", ")})`)).toBe(true);
  expect(url ?? "").not.toContain("?");
  for (const shown of [inspect(error, { depth: 50, showHidden: true }), JSON.stringify(error), error.stack]) {
    expect(shown).toBeTypeOf("string");
    expect(shown).not.toContain(token);
  }
  return error;
}

/** What nobody caught in the process, from now until the end of the test. */
export function watchUncaught(): unknown[] {
  const uncaught: unknown[] = [];
  const note = (thrown: unknown): void => void uncaught.push(thrown);
  process.on("unhandledRejection", note).on("uncaughtException", note);
  onTestFinished(() => void process.off("unhandledRejection", note).off("uncaughtException", note));
  return uncaught;
}

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("the call did not fail");
}
