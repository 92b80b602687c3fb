// @module-tag slow
/** `verify --write` touches only what it may, and puts it back, whatever happens. */
import {
  type MockGitLab,
  type Seed,
  startMockGitLab,
  type Verification,
  type VerifyOptions,
  type VerifyTarget,
  verifyGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { type FrontRequest, type Plant, startFrontServer } from "./front-server.js";

const projects = [
  { id: 5, path: "group/app", allowedProjects: [3], allowedGroups: [9] },
  { id: 3, path: "group/library" },
  { id: 42, path: "someone/tool" },
];
const groups = [
  { id: 7, path: "group" },
  { id: 9, path: "partner" },
];
const seed: Seed = { projects, groups };
const badGateway = { status: 502, headers: {}, body: "GitLab is not responding" };

/** Enough to write everything that can be written. */
const facts = [
  "write-settings",
  "add-entry",
  "entry-id",
  "remove-entry",
  "list-while-disabled",
  "parameter-places",
];

async function startPlanted(
  plant: Plant,
  seedOrNothing: Seed = seed,
): Promise<{ gitlab: MockGitLab; verify: (options?: Partial<VerifyOptions>) => Promise<Verification> }> {
  const gitlab = await startMockGitLab({ seed: seedOrNothing });
  onTestFinished(() => gitlab.close());
  const url = await startFrontServer(gitlab, plant);
  const options = {
    url,
    token: gitlab.token,
    project: 5,
    write: true,
    target: { project: 42 },
    retryDelayMs: 10,
    facts,
  };
  return { gitlab, verify: (others) => verifyGitLab({ ...options, ...others }) };
}

/** A plant that handles the n-th request that is meant in another way. */
function nth(n: number, isMeant: (request: FrontRequest) => boolean, plant: Plant): Plant {
  let count = 0;
  return (request, forward) => (isMeant(request) && ++count === n ? plant(request, forward) : forward());
}

const isAdd = ({ method, path }: FrontRequest): boolean =>
  method === "POST" && path === "/projects/5/job_token_scope/allowlist";
const isRemove = ({ method, path }: FrontRequest): boolean =>
  method === "DELETE" && path.startsWith("/projects/5/") && path.endsWith("/42");
const isUpdate = ({ method, path }: FrontRequest): boolean =>
  method === "PATCH" && path === "/projects/5/job_token_scope";

const lost: Plant = async (_, forward) => {
  await forward();
  return undefined;
};

test.for<[string, Plant]>([
  ["the first DELETE fails with 502", nth(1, isRemove, async () => badGateway)],
  ["a later DELETE fails with 502", nth(3, isRemove, async () => badGateway)],
  ["the response to POST is lost", nth(1, isAdd, lost)],
  ["the response to DELETE is lost", nth(2, isRemove, lost)],
  ["the response to PATCH is lost", nth(2, isUpdate, lost)],
  ["a POST never arrives", nth(2, isAdd, async () => undefined)],
])("puts the project back: %s", async ([, plant]) => {
  const { gitlab, verify } = await startPlanted(plant);
  const before = gitlab.state();
  expect(await verify()).toMatchObject({ putBack: "done", problems: [] });
  expect(gitlab.state()).toEqual(before);
});

test("puts the project back if a write is carried out after its connection was lost", async () => {
  let late: (() => Promise<unknown>) | undefined;
  let isRestored = false;
  let isCarriedOut = false;
  // The last row that adds: only what puts the project back comes after it.
  const plant: Plant = async (request, forward) => {
    if (isAdd(request) && request.body === '{"id":0,"target_project_id":42}') {
      late = forward;
      return undefined;
    }
    const response = await forward();
    isRestored ||= late !== undefined && isUpdate(request);
    // All that remains to be done is this: nothing is left to change in what was read last.
    if (late !== undefined && isRestored && /groups_allowlist\?/.test(request.path)) {
      const carryOut = late;
      late = undefined;
      await carryOut();
      isCarriedOut = true;
    }
    return response;
  };
  const { gitlab, verify } = await startPlanted(plant);
  const before = gitlab.state();
  expect(await verify()).toMatchObject({ putBack: "done" });
  expect(gitlab.state()).toEqual(before);
  expect(isCarriedOut).toBe(true);
});

test.for<VerifyTarget>([{ project: 42 }, { group: 7 }])(
  "puts back a scope that was disabled: %j",
  async (target) => {
    const disabled = projects.map((project) => ({ ...project, inboundEnabled: false }));
    const { gitlab, verify } = await startPlanted((_, forward) => forward(), { projects: disabled, groups });
    const before = gitlab.state();
    const { rows, ...result } = await verify({ target });
    expect(result).toMatchObject({ putBack: "done", problems: [] });
    expect(rows.filter(({ result }) => result === "differs")).toEqual([]);
    expect(gitlab.state()).toEqual(before);
  },
);

test("puts the project back if it is stopped, and says so", async () => {
  const { gitlab, verify } = await startPlanted((_, forward) => forward());
  const before = gitlab.state();
  const controller = new AbortController();
  const stopAt = ({ fact }: { fact: string }) => fact === "add-entry" && controller.abort();
  const { rows, putBack, problems } = await verify({ signal: controller.signal, onRow: stopAt });
  expect(gitlab.state()).toEqual(before);
  expect({ putBack, problems }).toEqual({ putBack: "done", problems: ["verify was stopped before its end"] });
  expect(rows.find(({ fact }) => fact === "remove-entry")).toMatchObject({ reason: "verify was stopped" });
});

test("puts the project back if a callback throws", async () => {
  const { gitlab, verify } = await startPlanted((_, forward) => forward());
  const before = gitlab.state();
  const onRow = ({ fact }: { fact: string }): void => {
    if (fact === "add-entry") throw new Error("out of paper");
  };
  await expect(verify({ onRow })).rejects.toThrow("out of paper");
  expect(gitlab.state()).toEqual(before);
});

test("says how to put the project back if this fails", async () => {
  let isBroken = false;
  const plant: Plant = async (request, forward) => {
    isBroken ||= isRemove(request);
    return isBroken ? badGateway : forward();
  };
  const { gitlab, verify } = await startPlanted(plant);
  const { putBack, problems, url } = await verify();
  expect(putBack).toBe("failed");
  const scope = `"${url}/api/v4/projects/5/job_token_scope`;
  expect(problems).toEqual([
    `the project is NOT as before (GET /projects/5/job_token_scope: 502 "GitLab is not responding"): inbound_enabled was true, and the project 42 was not on the allowlist. Run:
  curl --fail-with-body --request PATCH --header "PRIVATE-TOKEN: $GITLAB_TOKEN" --header "Content-Type: application/json" --data '{"enabled":true}' ${scope}"
  curl --fail-with-body --request DELETE --header "PRIVATE-TOKEN: $GITLAB_TOKEN" ${scope}/allowlist/42"`,
  ]);
  expect(JSON.stringify(problems)).not.toContain(gitlab.token);
});

test("a target group may have the ID of the project", async () => {
  const { verify } = await startPlanted((_, forward) => forward(), {
    projects,
    groups: [...groups, { id: 5, path: "five" }],
  });
  expect(await verify({ target: { group: 5 } })).toMatchObject({ putBack: "done", problems: [] });
});

test.for([
  "/projects/5/job_token_scope",
  "/projects/5/job_token_scope/allowlist",
  "/projects/5/job_token_scope/groups_allowlist",
])("does not write if the state before cannot be read: %s", async (broken) => {
  const writes: string[] = [];
  const { verify } = await startPlanted(async ({ method, path }, forward) => {
    if (/PATCH|POST|DELETE/.test(method) && !path.startsWith("/projects/0/"))
      writes.push(`${method} ${path}`);
    return method === "GET" && path.split("?")[0] === broken ? badGateway : forward();
  });
  const { putBack, problems } = await verify();
  expect({ putBack, problems }).toEqual({
    putBack: "not needed",
    problems: [expect.stringMatching(/^writing was not tried: GET .*: 502/)],
  });
  expect(writes).toEqual([]);
});

test.for([{ project: 42 }, { group: 9 }])(
  "does not remove an entry that was there before: %j",
  async (target) => {
    const requests: FrontRequest[] = [];
    const record: Plant = (request, forward) => {
      requests.push(request);
      return forward();
    };
    const listed = {
      projects: projects.map((project) => ({
        ...project,
        ...(project.id === 5 && { allowedProjects: [3, 42] }),
      })),
      groups,
    };
    const { gitlab, verify } = await startPlanted(record, listed);
    const before = gitlab.state();
    const { rows, putBack, problems } = await verify({ target, facts: undefined });
    expect({ putBack, problems, state: gitlab.state() }).toEqual({
      putBack: "done",
      problems: [],
      state: before,
    });
    expect(requests.filter(({ method, path }) => method === "DELETE" && /\/(42|9)$/.test(path))).toEqual([]);
    expect(rows.find(({ fact }) => fact === "remove-entry")).toMatchObject({
      result: "not tried",
      reason: expect.stringContaining("removing it would lose its fine-grained permissions"),
    });
    expect(
      rows.filter(({ fact, result }) => /^duplicate-(project|group)$/.test(fact) && result === "holds"),
    ).toHaveLength(1);
  },
);

test.for<VerifyTarget>([{ project: 200 }, { group: 200 }])(
  "finds an entry on the second page of a list: %j",
  async (target) => {
    // With the project itself, 100 projects come before the target, and as many groups.
    const ids = Array.from({ length: 100 }, (_, i) => i + 10);
    const { gitlab, verify } = await startPlanted((_, forward) => forward(), {
      projects: [
        {
          id: 5,
          path: "group/app",
          allowedProjects: "group" in target ? [] : [...ids.slice(1), 200],
          allowedGroups: [...ids, 200],
        },
        ...[...ids, 200].map((id) => ({ id, path: `group/service-${id}` })),
      ],
      groups: [...ids, 200].map((id) => ({ id, path: `group-${id}` })),
    });
    const before = gitlab.state();
    const { rows, putBack, problems } = await verify({
      target,
      facts: ["duplicate-project", "duplicate-group", "remove-entry", "list-own-project"],
    });
    expect({ putBack, problems, state: gitlab.state() }).toEqual({
      putBack: "done",
      problems: [],
      state: before,
    });
    expect(rows.filter(({ result }) => result === "differs")).toEqual([]);
    expect(rows.find(({ fact }) => fact === "remove-entry")?.reason).toContain("was on the allowlist before");
    const duplicate = "project" in target ? "duplicate-project" : "duplicate-group";
    expect(rows).toContainEqual(expect.objectContaining({ fact: duplicate, result: "holds" }));
  },
);

test.for<VerifyTarget>([{ project: 200 }, { group: 200 }])(
  "looks for an added entry on the page where it belongs, whatever the other list has: %j",
  async (target) => {
    const ids = Array.from({ length: 100 }, (_, i) => i + 10);
    const { verify } = await startPlanted((_, forward) => forward(), {
      projects: [
        {
          id: 5,
          path: "group/app",
          ...("project" in target ? { allowedProjects: ids.slice(1) } : { allowedGroups: ids }),
        },
        ...[...ids, 200].map((id) => ({ id, path: `group/service-${id}` })),
      ],
      groups: [...ids, 200].map((id) => ({ id, path: `group-${id}` })),
    });
    const { rows } = await verify({ target, facts: ["add-entry", "entry-id", "remove-entry"] });
    expect(rows.map(({ fact, result }) => `${fact} ${result}`)).toEqual([
      "add-entry holds",
      "entry-id holds",
      "remove-entry holds",
    ]);
  },
);

test.for<[string, Plant, string, string]>([
  [
    "an entry that is not added",
    async (request, forward) => (isAdd(request) ? { status: 201, headers: {}, body: "{}" } : forward()),
    "remove-entry",
    "the project 42 could not be added before",
  ],
  [
    "a setting that is not saved",
    async (request, forward) => (isUpdate(request) ? { status: 204, headers: {}, body: "" } : forward()),
    "list-while-disabled",
    "inbound_enabled could not be made false before",
  ],
])("does not try a row whose state cannot be made: %s", async ([, plant, fact, reason]) => {
  const { verify } = await startPlanted(plant);
  const { rows } = await verify({ facts: [fact] });
  expect(rows).toEqual([expect.objectContaining({ fact, result: "not tried", reason })]);
});

test("a project that is on its own list twice is not removed from it, since it could not be added again", async () => {
  const deletes: string[] = [];
  const { verify } = await startPlanted(async ({ method, path }, forward) => {
    if (method === "DELETE") deletes.push(path);
    const response = await forward();
    if (method !== "GET" || !path.startsWith("/projects/5/job_token_scope/allowlist?")) return response;
    const entries: { id: number }[] = JSON.parse(response.body);
    return {
      ...response,
      body: JSON.stringify(entries.flatMap((entry) => (entry.id === 5 ? [entry, entry] : [entry]))),
    };
  });
  const { rows } = await verify({ facts: ["own-project-kept"] });
  expect(rows).toEqual([
    expect.objectContaining({
      result: "not tried",
      reason: "the project was added to its own allowlist, which could not be undone",
    }),
  ]);
  expect(deletes).toEqual([]);
});

test("the time before each further attempt to put the project back doubles", async () => {
  const attempts: number[] = [];
  let isBroken = false;
  const { verify } = await startPlanted(async (request, forward) => {
    isBroken ||= isRemove(request);
    if (isBroken && request.method === "GET") attempts.push(performance.now());
    return isBroken ? badGateway : forward();
  });
  const retryDelayMs = 30;
  expect(await verify({ facts: ["remove-entry"], retryDelayMs })).toMatchObject({ putBack: "failed" });
  const waits = attempts.slice(-6).flatMap((time, i, all) => (i === 0 ? [] : [time - (all[i - 1] ?? 0)]));
  expect(waits).toHaveLength(5);
  // They are never shorter; on a busy machine they may be longer.
  for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThan(retryDelayMs * 2 ** i - 2);
});

/** Somebody else changes the allowlist of the project after the first change of the setting. */
async function startWithOther(allowedProjects: number[], seed: Seed) {
  let gitlab: MockGitLab | undefined;
  const plant = nth(1, isUpdate, async (_, forward) => {
    gitlab?.script({ operation: "updateJobTokenScope" }, [{ meanwhile: { project: 5, allowedProjects } }]);
    return forward();
  });
  const started = await startPlanted(plant, seed);
  gitlab = started.gitlab;
  return started;
}

test("says that somebody else has replaced another entry", async () => {
  const projectsOrMore = [...projects, { id: 6, path: "group/other" }];
  const { verify } = await startWithOther([6], { projects: projectsOrMore, groups });
  expect(await verify()).toMatchObject({
    putBack: "done",
    problems: [
      "other entries of the allowlist of projects are not as before, although verify changed only the target: before 3, 5; now 5, 6",
    ],
  });
});

test("does not take another order of the entries for a change", async () => {
  let lists = 0;
  const { verify } = await startPlanted(async ({ method, path }, forward) => {
    const response = await forward();
    if (method !== "GET" || !path.endsWith("/allowlist?per_page=100&page=1") || ++lists % 2 === 0)
      return response;
    return { ...response, body: JSON.stringify(JSON.parse(response.body).reverse()) };
  });
  expect(await verify({ facts: ["write-settings"] })).toMatchObject({ putBack: "done", problems: [] });
});

test("says that an entry was removed by somebody else, and added again", async () => {
  const listed = projects.map((project) => ({
    ...project,
    ...(project.id === 5 && { allowedProjects: [3, 42] }),
  }));
  const { gitlab, verify } = await startWithOther([3], { projects: listed, groups });
  const before = gitlab.state();
  const { putBack, problems } = await verify({ facts: ["write-settings"] });
  expect({ putBack, problems, state: gitlab.state() }).toEqual({
    putBack: "done",
    problems: [
      "the project 42 was removed and had to be added again: set its fine-grained permissions again",
    ],
    state: before,
  });
});

test.for([
  ["GitLab", (_, forward) => forward()],
  ["a server that accepts everything", async () => ({ status: 204, headers: {}, body: "" })],
] as [string, Plant][])(
  "sends no write to anything but the project and the target: %s",
  async ([, plant]) => {
    const writes: string[] = [];
    const { verify } = await startPlanted((request, forward) => {
      const { method, path, body } = request;
      if (/GET|HEAD|OPTIONS/.test(method)) return forward();
      const [, project = "", target] =
        /^\/projects\/([^/]+)\/job_token_scope(?:\/\w+\/([^?/]+))?/.exec(path) ?? [];
      const sent = /target_(?:project|group)_id(?:":|=)([^}]*)/.exec(`${path} ${body}`)?.[1];
      // Of 42.9, " 42 " and so on, the number that a server could read.
      writes.push(
        `${project === "0" ? "nothing" : project} ${(target ?? sent)?.match(/\d+/)?.[0] ?? "nothing"}`,
      );
      return plant(request, forward);
    });
    expect((await verify({ facts: undefined })).putBack).toBe("done");
    const allowed = /^(nothing [\d\w]+|(5|group%2Fapp|GROUP%2FAPP) (nothing|0|042|42|5))$/;
    expect(writes.filter((write) => !allowed.test(write))).toEqual([]);
    expect(writes).toContain("5 42");
  },
);

test.for<[string, Seed["tokens"], Partial<VerifyOptions>, string]>([
  [
    "a token that may only read",
    [{ token: "glpat-x", scopes: ["read_api"], admin: true }],
    {},
    "writing was not tried: the token may not write: 403",
  ],
  ["a user without a role", [{ token: "glpat-x" }], {}, "reading was not tried: project 5: 404"],
  [
    "a low role",
    [{ token: "glpat-x", roles: { projects: { "5": "developer" } } }],
    {},
    "reading was not tried: GET /projects/5/job_token_scope: 403",
  ],
  ["an expired token", [{ token: "glpat-x", state: "expired" }], {}, "reading was not tried: project 5: 401"],
  [
    "the project itself",
    [{ token: "glpat-x", admin: true }],
    { target: { project: "group/app" } },
    "writing was not tried: the target has to be another project",
  ],
  [
    "an unknown target",
    [{ token: "glpat-x", admin: true }],
    { target: { group: 99 } },
    "writing was not tried: target group 99: 404",
  ],
])("writes nothing, and says why: %s", async ([, tokens = [], options, problem]) => {
  const { gitlab, verify } = await startPlanted((_, forward) => forward(), { ...seed, tokens });
  const before = gitlab.state();
  const { problems, putBack, rows } = await verify(options);
  expect({ problems, putBack }).toEqual({
    problems: [expect.stringContaining(problem)],
    putBack: "not needed",
  });
  expect(rows.filter(({ result }) => result === "differs")).toEqual([]);
  expect(gitlab.state()).toEqual(before);
});
