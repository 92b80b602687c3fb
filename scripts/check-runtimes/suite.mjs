// Runs on every runtime: nothing here is special to one. The packages come as arguments, because a runtime may `require()` them.

/** What every suite passes. The list is compared, so that a runtime that stops early does not pass. */
export const checks = [
  "the setting is written, retried after a 502, and read back",
  "entries are added by path, listed and removed",
  "an entry is ensured once",
  "an error has a code and no token",
  "an aborted signal ends a call",
  "a time limit ends a call",
  "the low-level client reads",
  "a file is planned and applied",
];

/** Resolves to the names of the checks that passed. */
export async function suite({ facade, client, desiredState }, { url, token }) {
  const gitlab = facade.createGitLab({ url, token });
  const { jobTokenScope } = gitlab.project("group/app");
  const work = [
    async () => {
      const scope = await jobTokenScope.get();
      equal(scope.inboundEnabled, true);
      scope.enabled = false;
      await scope.save();
      equal(scope.inboundEnabled, false);
      equal((await jobTokenScope.update({ enabled: true })).inboundEnabled, true);
    },
    async () => {
      const entry = await jobTokenScope.allowlist.create("group/tool");
      equal(entry.getId(), 42);
      equal(String((await jobTokenScope.allowlist.list()).map(({ id }) => id)), "1,42");
      await entry.delete();
      equal((await jobTokenScope.allowlist.list()).length, 1);
    },
    async () => {
      equal(await jobTokenScope.groupsAllowlist.ensurePresent("partner"), true);
      equal(await jobTokenScope.groupsAllowlist.ensurePresent("partner"), false);
      equal(await jobTokenScope.groupsAllowlist.ensureAbsent("partner"), true);
    },
    async () => {
      const secret = "glpat-0123456789abcdefghij";
      const error = await failureOf(
        facade.createGitLab({ url, token: secret }).project(1).jobTokenScope.get(),
      );
      equal(facade.isJobTokenScopeError(error), true);
      equal(error.code, "unauthorized");
      equal(`${error.stack} ${JSON.stringify(error)}`.includes(secret), false);
    },
    async () => {
      const error = await failureOf(jobTokenScope.get({ signal: AbortSignal.abort() }));
      equal(error.code, "aborted");
    },
    async () => {
      const never = facade.createGitLab({ url, token, fetch: () => new Promise(() => {}) });
      const error = await failureOf(never.project("group/app").id({ totalTimeoutMs: 20 }));
      equal(error.code, "timeout");
    },
    async () => {
      const api = client.createOpenApiClient({ url, token });
      const { data } = await api.GET("/api/v4/projects/{id}/job_token_scope", {
        params: { path: { id: 1 } },
      });
      equal(data.inbound_enabled, true);
    },
    async () => {
      const file =
        "version: 1\nprojects:\n  group/app: { inboundEnabled: true, prune: true, allow: { projects: [group/tool] } }\n";
      const [state] = desiredState.parseDesiredState(file);
      const plan = await desiredState.planProject(gitlab, state);
      equal(desiredState.formatPlan(plan).includes("+ project group/tool (42)"), true);
      equal((await desiredState.applyPlan(gitlab, plan)).ok, true);
      equal((await desiredState.planProject(gitlab, state)).changes.length, 0);
    },
  ];
  for (const [index, run] of work.entries()) {
    try {
      await run();
    } catch (error) {
      throw new Error(`${checks[index]}: ${error.stack ?? error}`);
    }
  }
  return checks;
}

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${expected}, not ${actual}`);
}

async function failureOf(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("the call did not fail");
}
