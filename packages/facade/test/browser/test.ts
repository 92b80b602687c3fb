import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import type { GitLabOptions } from "@gitlab-job-token-scope/facade";
import type { ConsoleMessage, Page } from "playwright-core";
import { test as base, expect, onTestFinished, type TestAPI } from "vitest";
import { sent } from "../helpers.js";
import { bundle } from "./bundle.js";
import type { CaseArguments, CaseError, CaseName, CaseOutcome, CaseResult } from "./cases.js";
import { startChromium } from "./chromium.js";
import { type CorsProxy, startCorsProxy } from "./cors-proxy.js";
import { startPageServer } from "./page-server.js";

/** A page, and the GitLab at another origin that its cases call. */
export interface Visit {
  readonly server: MockGitLab;
  readonly proxy: CorsProxy;
  /** Runs a case in the page. The test fails when the case does. */
  call<Name extends CaseName>(name: Name, ...args: CaseArguments<Name>): Promise<CaseResult<Name>>;
  /** The error of this package that a case fails with. */
  errorOf<Name extends CaseName>(name: Name, ...args: CaseArguments<Name>): Promise<CaseError>;
  /** What the page wrote to its console as an error, and what was thrown in it and not caught. A test takes what it expects. */
  readonly problems: string[];
}

/** Opens a page for one test. */
export type Open = (fixture?: MockGitLabOptions, options?: Partial<GitLabOptions>) => Promise<Visit>;

/** Vitest's `test` with a page in Chromium, which all files of a worker share: the cases keep nothing in it. */
export const test: TestAPI<{ open: Open }> = base.extend<{ open: Open; page: Page }>({
  page: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from this pattern what a fixture needs.
    async ({}, use) => {
      const { code } = await bundle({ file: "cases.ts" });
      const [browser, server] = await Promise.all([startChromium(), startPageServer(code)]);
      const page = await browser.newPage();
      await page.goto(server.url);
      await use(page);
      await Promise.all([browser.close(), server.close()]);
    },
    { scope: "worker" },
  ],
  open: async ({ page }, use) => {
    await use((fixture, options) => visit(page, fixture, options));
  },
});

async function visit(
  page: Page,
  fixture: MockGitLabOptions = {},
  options: Partial<GitLabOptions> = {},
): Promise<Visit> {
  const server = await startMockGitLab({ strict: true, ...fixture });
  const proxy = await startCorsProxy(server.url);
  const problems: string[] = [];
  const onPageError = (error: Error): void => void problems.push(error.message);
  const onConsole = (message: ConsoleMessage): void => {
    // The browser itself reports each failed request, whatever the page makes of it.
    const isOfBrowser = /^(Failed to load resource:|Access to fetch at )/.test(message.text());
    if (message.type() === "error" && !isOfBrowser) problems.push(message.text());
  };
  onTestFinished(async () => {
    page.off("pageerror", onPageError).off("console", onConsole);
    await proxy.close();
    await server.close();
    expect(problems, "the page's console").toEqual([]);
  });
  page.on("pageerror", onPageError).on("console", onConsole);

  const run = async (name: CaseName, args: readonly unknown[]): Promise<CaseOutcome> => {
    const connection = { url: proxy.url, token: server.token, ...options };
    return page.evaluate(
      ([name, args]) =>
        (globalThis as unknown as { cases: typeof import("./cases.js") }).cases.run(name, args),
      [name, [connection, ...args]] as const,
    );
  };
  return {
    server,
    proxy,
    problems,
    call: async (name, ...args) => {
      const outcome = await run(name, args);
      if ("error" in outcome) throw new Error(`${name}: ${outcome.error.message}`);
      // The bundle has the case by that name, and JSON changes none of the results.
      return outcome.value as CaseResult<typeof name>;
    },
    errorOf: async (name, ...args) => {
      const outcome = await run(name, args);
      if ("value" in outcome) throw new Error(`${name} did not fail: ${JSON.stringify(outcome.value)}`);
      return outcome.error;
    },
  };
}

/** What the GitLab received except reads. */
export function writes(server: MockGitLab): string[] {
  return sent(server).filter((request) => !request.startsWith("GET "));
}

/** The project `group/app` as the GitLab has it. */
export function appOf(server: MockGitLab): NonNullable<ReturnType<MockGitLab["state"]>["projects"]>[number] {
  const [app] = server.state().projects ?? [];
  if (app === undefined) throw new Error("the GitLab has no project");
  return app;
}
