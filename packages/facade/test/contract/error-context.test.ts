import type { GitLab, ListOptions, RequestOptions } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { connect, connectTo, errorOf, start } from "../helpers.js";
import { settle } from "../servers/timing.js";

// Every error of every public method names the project or group, the target and the URL that it is about.

interface PublicMethod {
  readonly name: string;
  /** The path of its first request, once the IDs are known. */
  readonly path: string;
  readonly target?: string | number;
  /** Makes what the method is called on while all is well, and returns a function that calls it. */
  prepare(gitlab: GitLab, project: number | string): Promise<(options?: RequestOptions) => Promise<unknown>>;
}

const scope = "/projects/1/job_token_scope";
const scopeOf = (gitlab: GitLab, project: number | string) => gitlab.project(project).jobTokenScope;

const settings: readonly PublicMethod[] = [
  {
    name: "get()",
    path: scope,
    prepare: async (gitlab, project) => (options) => scopeOf(gitlab, project).get(options),
  },
  {
    name: "update()",
    path: scope,
    prepare: async (gitlab, project) => (options) =>
      scopeOf(gitlab, project).update({ enabled: false }, options),
  },
  {
    name: "save()",
    path: scope,
    prepare: async (gitlab, project) => {
      const read = await scopeOf(gitlab, project).get();
      read.enabled = false;
      return (options) => read.save(options);
    },
  },
  {
    name: "refresh()",
    path: scope,
    prepare: async (gitlab, project) => {
      const read = await scopeOf(gitlab, project).get();
      return (options) => read.refresh(options);
    },
  },
];

const lists = [
  { name: "allowlist", path: `${scope}/allowlist`, id: 42, reference: "group/tool" },
  { name: "groupsAllowlist", path: `${scope}/groups_allowlist`, id: 8, reference: "partner" },
] as const;

const entries: readonly PublicMethod[] = lists.flatMap(({ name, path, id, reference }) => {
  const list = (gitlab: GitLab, project: number | string) => scopeOf(gitlab, project)[name];
  // The two lists take the same references here.
  const method = (title: string, rest: Omit<PublicMethod, "name">) => ({ name: `${name}.${title}`, ...rest });
  return [
    method("list()", {
      path,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).list(options),
    }),
    method("first()", {
      path,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).first(options),
    }),
    method("pages()", {
      path,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).pages(options).next(),
    }),
    method("create() by ID", {
      path,
      target: id,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).create(id, options),
    }),
    method("create() by path", {
      path,
      target: reference,
      prepare: async (gitlab, project) => {
        // From here on the client knows the ID of the path.
        await list(gitlab, 1).ensureAbsent(reference);
        return (options) => list(gitlab, project).create(reference, options);
      },
    }),
    method("delete()", {
      path: `${path}/${id}`,
      target: id,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).delete(id, options),
    }),
    method("ensurePresent()", {
      path,
      target: id,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).ensurePresent(id, options),
    }),
    method("ensureAbsent()", {
      path: `${path}/${id}`,
      target: id,
      prepare: async (gitlab, project) => (options) => list(gitlab, project).ensureAbsent(id, options),
    }),
    method("create().delete()", {
      path: `${path}/${id}`,
      target: id,
      prepare: async (gitlab, project) => {
        const entry = await list(gitlab, project).create(id);
        return (options) => entry.delete(options);
      },
    }),
  ];
});

/** The context in words, as every message ends. */
function inWords({
  target,
  url,
}: {
  target?: string | number | undefined;
  url?: string | undefined;
}): string {
  const parts = ['project "group/app"', target !== undefined && `target ${JSON.stringify(target)}`, url];
  return ` (${parts.filter((part) => typeof part === "string").join(", ")})`;
}

describe.for([...settings, ...entries])("$name", ({ path, target, prepare }) => {
  test("names the project, the target and the URL when GitLab refuses it", async () => {
    const { server, gitlab } = await start();
    const call = await prepare(gitlab, "group/app");
    await gitlab.project("group/app").id();
    server.script({}, [{ status: 403, body: { message: "403 Forbidden" } }], { repeat: true });
    const error = await errorOf(call);
    const context = { project: "group/app", target, url: `${server.url}/api/v4${path}` };
    expect(error).toMatchObject({ code: "forbidden", ...context });
    expect(error.message.endsWith(inWords(context))).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject(JSON.parse(JSON.stringify(context)));
  });

  test("names them when the connection is lost, and when it is aborted", async () => {
    const { server } = await start();
    let isAborted = false;
    let isLost = false;
    const controller = new AbortController();
    const fetch = async (request: Request) => {
      if (isAborted) controller.abort();
      if (isAborted || isLost) throw new TypeError("fetch failed");
      return server.fetch(request);
    };
    const gitlab = connect(server, { fetch, retry: { limit: 0 } });
    const call = await prepare(gitlab, "group/app");
    await gitlab.project("group/app").id();
    const url = `${server.url}/api/v4${path}`;
    isLost = true;
    const lost = await errorOf(call);
    expect(lost).toMatchObject({ project: "group/app", target });
    expect(lost.message.startsWith("It is not known") || lost.url === url).toBe(true);
    isAborted = true;
    const aborted = await errorOf(() => call({ signal: controller.signal }));
    expect(aborted).toMatchObject({ code: "aborted", project: "group/app", target, url });
    expect(aborted.message.endsWith(inWords({ target, url }))).toBe(true);
  });

  test("names the project and the target when nothing is sent", async () => {
    const { gitlab } = await start();
    const call = await prepare(gitlab, "group/app");
    const context = { project: "group/app", url: undefined };
    const unknown = await errorOf(() => call({ timeout: 5 } as RequestOptions));
    expect(unknown).toMatchObject({ code: "invalid_request", ...context, target });
    expect(unknown.message).toBe(`timeout: unknown option, did you mean timeoutMs?${inWords({ target })}`);
    const aborted = await errorOf(() => call({ signal: AbortSignal.abort() }));
    expect(aborted).toMatchObject({ code: "aborted", ...context, target, attempts: 0 });
  });
});

const groups = [
  {
    name: "group.id()",
    path: "/groups/partner",
    // Its ID is not known yet: it would send nothing.
    prepare: (gitlab: GitLab) => (options?: RequestOptions) => gitlab.group("partner").id(options),
  },
  {
    name: "group.projects()",
    path: "/groups/8/projects",
    prepare: (gitlab: GitLab) => {
      const group = gitlab.group("partner");
      return async (options?: RequestOptions) => {
        await group.id();
        return group.projects(options).next();
      };
    },
  },
];

describe.for(groups)("$name", ({ path, prepare }) => {
  test("names the group and the URL, and no project", async () => {
    const { server, gitlab } = await start();
    const call = prepare(gitlab);
    const url = `${server.url}/api/v4${path}`;
    server.script({ pathname: `/api/v4${path}` }, [
      { status: 403, body: { message: "403 Forbidden" } },
      { drop: "before" },
    ]);
    const context = { group: "partner", project: undefined, target: undefined };
    const refused = await errorOf(call);
    expect(refused).toMatchObject({ code: "forbidden", ...context, url });
    expect(refused.message.endsWith(` (group "partner", ${url})`)).toBe(true);
    expect(JSON.parse(JSON.stringify(refused))).toMatchObject({ group: "partner", url });
    const lost = await errorOf(() => call({ retry: { limit: 0 } }));
    expect(lost).toMatchObject({ code: "network", ...context, url });
    const unknown = await errorOf(() => call({ timeout: 5 } as RequestOptions));
    expect(unknown).toMatchObject({ code: "invalid_request", ...context, url: undefined });
    expect(unknown.message.endsWith(' (group "partner")')).toBe(true);
    const aborted = await errorOf(() => call({ signal: AbortSignal.abort() }));
    expect(aborted).toMatchObject({ code: "aborted", ...context, attempts: 0 });
  });
});

test("the URL has no query, and is that of the look-up when the look-up fails", async () => {
  const { server, gitlab } = await start();
  const { allowlist, groupsAllowlist } = gitlab.project("group/none").jobTokenScope;
  const url = `${server.url}/api/v4/projects/group%2Fnone`;
  for (const call of [
    () => gitlab.project("group/none").id(),
    () => gitlab.project("group/none").jobTokenScope.get(),
    () => allowlist.first(),
    () => groupsAllowlist.list(),
    () => allowlist.create("group/tool"),
  ]) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ code: "not_found", path: "/projects/{id}", project: "group/none", url });
  }
  const ofTarget = await errorOf(() => gitlab.project(1).jobTokenScope.groupsAllowlist.create("no/group"));
  expect(ofTarget).toMatchObject({
    code: "not_found",
    path: "/groups/{id}",
    project: 1,
    target: "no/group",
    url: `${server.url}/api/v4/groups/no%2Fgroup`,
  });
  expect(ofTarget.message).toMatch(
    /^GET \/groups\/\{id\}: 404 .*\(project 1, target "no\/group", http[^?]*\)$/,
  );
});

test("the URL of a call that ends before it has its next request is that of the last one", async () => {
  const { server } = await start();
  const controller = new AbortController();
  let calls = 0;
  const token = () => (++calls === 1 ? server.token : new Promise<string>(() => {}));
  const { allowlist } = connect(server, { token }).project("group/app").jobTokenScope;
  const { signal } = controller;
  const error = errorOf(() => allowlist.create("group/tool", { signal }));
  while (calls < 2) await settle();
  await settle();
  controller.abort();
  expect(await error).toMatchObject({ code: "aborted", url: `${server.url}/api/v4/projects/group%2Fapp` });
});

test("an argument that is refused names the project, and the target where there is one", async () => {
  const { gitlab } = await start();
  const { jobTokenScope } = gitlab.project("group/app");
  const { allowlist, groupsAllowlist } = jobTokenScope;
  const read = await jobTokenScope.get();
  const project = "group/app";
  for (const [call, context] of [
    // @ts-expect-error -- not a boolean
    [() => Object.assign(read, { enabled: 1 satisfies boolean }), { project }],
    // @ts-expect-error -- no setting
    [() => jobTokenScope.update({}), { project }],
    // @ts-expect-error -- not a boolean
    [() => jobTokenScope.update({ enabled: 1 }), { project }],
    [() => allowlist.list({ limit: 0 }), { project }],
    [() => groupsAllowlist.pages({ limit: 0 }).next(), { project }],
    // @ts-expect-error -- the other list's key
    [() => allowlist.create({ targetGroupId: 8 }), { project }],
    [() => allowlist.create("tool"), { project, target: "tool" }],
    [() => groupsAllowlist.ensurePresent(-1), { project, target: -1 }],
    [() => allowlist.delete("group/app"), { project, target: "group/app" }],
  ] as const) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ target: undefined, ...context, url: undefined });
    expect(error.message.endsWith(inWords(context))).toBe(true);
  }
});

test("a long reference is shown in part", async () => {
  const gitlab = connectTo(() => Response.json({ message: "403 Forbidden" }, { status: 403 }));
  const path = `group/${"x".repeat(400)}`;
  const { allowlist } = gitlab.project(path).jobTokenScope;
  const shown = path.slice(0, 300);
  expect(await errorOf(() => allowlist.create(path))).toMatchObject({ project: shown, target: shown });
});

test("the context shows no token", async () => {
  const secret = "glpat-Planted_0123456789";
  const gitlab = connectTo(() => Response.json({ message: "403 Forbidden" }, { status: 403 }));
  const { jobTokenScope } = gitlab.project(`group/${secret}`);
  const known = connectTo((request) =>
    Response.json(request.url.endsWith("scope") ? { inbound_enabled: true } : { id: 1 }),
  );
  const read = await known.project(`group/${secret}`).jobTokenScope.get();
  const options: ListOptions = { limit: 0 };
  for (const call of [
    () => jobTokenScope.get(),
    () => jobTokenScope.get({ timeoutMs: 0 }),
    () => jobTokenScope.allowlist.list(options),
    () => jobTokenScope.allowlist.create(secret),
    () => jobTokenScope.allowlist.create(`group/${secret}`),
    // @ts-expect-error -- the other list's key
    () => jobTokenScope.allowlist.create({ targetGroupId: 7 }),
    // @ts-expect-error -- no setting
    () => jobTokenScope.update({}),
    // @ts-expect-error -- not a boolean
    () => jobTokenScope.update({ enabled: 1 }),
    // @ts-expect-error -- not a boolean
    () => Object.assign(read, { enabled: 1 satisfies boolean }),
  ]) {
    const error = await errorOf(call);
    expect(error.project).toBe("group/[masked]");
    expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toContain(secret);
  }
});

test("a token is masked also where a long reference is cut", async () => {
  const token = "Planted0123456789";
  const gitlab = connectTo(() => Response.json({ message: "403 Forbidden" }, { status: 403 }), { token });
  const start = `group/${"x".repeat(285)}`;
  const error = await errorOf(() => gitlab.project(start + token).jobTokenScope.get());
  expect(error.project).toBe(`${start}[masked]`);
  expect(`${error.message} ${JSON.stringify(error)}`).not.toContain("Planted");
});
