import type { OperationId } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode, GitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { connect, errorOf, start } from "../helpers.js";

const calls: Partial<Record<OperationId, (gitlab: GitLab) => Promise<unknown>>> = {
  getJobTokenScope: (gitlab) => gitlab.project(1).jobTokenScope.get(),
  updateJobTokenScope: (gitlab) => gitlab.project(1).jobTokenScope.update({ enabled: false }),
  listAllowedProjects: (gitlab) => gitlab.project(1).jobTokenScope.allowlist.list(),
  allowProject: (gitlab) => gitlab.project(1).jobTokenScope.allowlist.create(42),
  disallowProject: (gitlab) => gitlab.project(1).jobTokenScope.allowlist.delete(42),
  listAllowedGroups: (gitlab) => gitlab.project(1).jobTokenScope.groupsAllowlist.list(),
  allowGroup: (gitlab) => gitlab.project(1).jobTokenScope.groupsAllowlist.create(7),
  disallowGroup: (gitlab) => gitlab.project(1).jobTokenScope.groupsAllowlist.delete(7),
  getProject: (gitlab) => gitlab.project("group/app").id(),
  getGroup: (gitlab) => gitlab.group("group").id(),
  listGroupProjects: (gitlab) => gitlab.group(7).projects().next(),
};
/** These have no examples for a low role: what the user may not see is not found. */
const withoutRole = ["getProject", "getGroup", "listGroupProjects"];

const shared: [string, ErrorCode][] = [
  ["code=401, example=unknown", "unauthorized"],
  ["code=401, example=expired", "unauthorized"],
  ["code=401, example=revoked", "unauthorized"],
  ["code=403, example=role", "forbidden"],
  ["code=403, example=scope", "insufficient_scope"],
  ["code=403, example=granular", "insufficient_scope"],
  ["code=404", "not_found"],
  ["code=429", "rate_limited"],
];
const own: [OperationId, string, ErrorCode][] = [
  ["updateJobTokenScope", "code=400, example=invalid", "invalid_request"],
  ["updateJobTokenScope", "code=400, example=enforced", "enforced_by_instance"],
  ["getJobTokenScope", "code=500", "server_error"],
  ["getJobTokenScope", "code=502", "server_error"],
  ["updateJobTokenScope", "code=503", "server_error"],
  ["disallowProject", "code=500", "server_error"],
  ["updateJobTokenScope", "code=405", "project_moved"],
  ["updateJobTokenScope", "code=409", "conflict"],
  ["allowProject", "code=400, example=duplicate", "already_allowed"],
  ["allowProject", "code=400, example=duplicate_older", "already_allowed"],
  ["allowProject", "code=400, example=by_field", "invalid_request"],
  ["allowProject", "code=400, example=inaccessible", "target_inaccessible"],
  ["allowProject", "code=400, example=full", "allowlist_full"],
  ["allowProject", "code=404, example=target", "not_found"],
  ["disallowProject", "code=400, example=not_listed", "not_allowed"],
  ["allowGroup", "code=400, example=duplicate", "already_allowed"],
  ["allowGroup", "code=400, example=inaccessible", "target_inaccessible"],
  ["allowGroup", "code=400, example=full", "allowlist_full"],
  ["disallowGroup", "code=400, example=not_listed", "not_allowed"],
  ["listGroupProjects", "code=400, example=invalid", "invalid_request"],
  ["listGroupProjects", "code=400, example=value", "invalid_request"],
  ["listGroupProjects", "code=502", "server_error"],
];
const everywhere = Object.keys(calls).flatMap((operation) =>
  shared
    .filter(([prefer]) => !(prefer.endsWith("role") && withoutRole.includes(operation)))
    .map(([prefer, code]): [OperationId, string, ErrorCode] => [operation as OperationId, prefer, code]),
);

test("every refusal among the examples of the OpenAPI document has its code", {
  tags: ["slow"],
}, async () => {
  const { server } = await start({ mode: "examples" });
  for (const [operation, prefer, code] of [...own, ...everywhere]) {
    let isFirst = true;
    const preferring = (request: Request) => {
      // A write that may have been carried out is settled by a read, which finds nothing changed.
      if (!isFirst) return server.fetch(request);
      isFirst = false;
      const headers = new Headers(request.headers);
      headers.set("prefer", prefer);
      return server.fetch(new Request(request, { headers }));
    };
    const gitlab = connect(server, { fetch: preferring, retry: { limit: 0 } });
    const error = await errorOf(() => calls[operation]?.(gitlab));
    expect({ operation, prefer, code: error.code }).toEqual({ operation, prefer, code });
  }
});
