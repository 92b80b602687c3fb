import { expect, test } from "vitest";
import { errorOf, start } from "../helpers.js";

// Found by the interleavings: the last attempt was refused, and an earlier one had been carried out.

const refusals = [
  { status: 429, headers: { "retry-after": "0" }, body: "Retry later" },
  { status: 409, headers: { "retry-after": "0" }, body: { message: "409 Conflict: Resource lock" } },
  { status: 401, body: { message: "401 Unauthorized" } },
] as const;
const now = { "retry-after": "0" };
const retry = { limit: 1 };

test.for(refusals)(
  "a setting is read when a retry is refused with $status, and an earlier attempt changed it",
  async (refusal) => {
    const { server, gitlab } = await start({}, { retry });
    server.script("updateJobTokenScope", [{ status: 502, headers: now, applied: true }, refusal]);
    const scope = await gitlab.project(1).jobTokenScope.update({ enabled: false });
    expect(scope.inboundEnabled).toBe(false);
  },
);

test.for(refusals)(
  "the refusal with $status is reported when no attempt changed the setting",
  async (refusal) => {
    const { server, gitlab } = await start({}, { retry });
    server.script("updateJobTokenScope", [{ status: 502, headers: now }, refusal]);
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: false }));
    expect(error).toMatchObject({ status: refusal.status, attempts: 2 });
  },
);

test.for(refusals)(
  "the list is read when a retry is refused with $status, and an earlier attempt removed the entry",
  async (refusal) => {
    const seed = {
      projects: [
        { id: 1, path: "group/app", allowedProjects: [2] },
        { id: 2, path: "group/tool" },
      ],
    };
    const { server, gitlab } = await start({ seed }, { retry });
    const { allowlist } = gitlab.project(1).jobTokenScope;
    const script = () =>
      server.script("disallowProject", [{ status: 502, headers: now, applied: true }, refusal]);
    script();
    await allowlist.delete(2);
    await allowlist.create(2);
    script();
    expect(await allowlist.ensureAbsent(2)).toBe(true);
  },
);
