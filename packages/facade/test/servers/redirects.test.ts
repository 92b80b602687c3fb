import { expect, test } from "vitest";
import { failureOf, watchUncaught } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, startServer } from "./server.js";
import { settle } from "./timing.js";

for (const status of [300, 301, 302, 303, 307, 308]) {
  test(`a write that is redirected with ${status} is not sent again, and fails`, async () => {
    const server = await startServer(({ method, path }) =>
      method !== "GET" && path.startsWith("/projects/1/")
        ? { status, headers: { location: `/api/v4${path.replace("/1/", "/2/")}` } }
        : undefined,
    );
    projectOf(server, 2).projects.add(3);
    const { jobTokenScope } = server.connect().project(1);
    for (const call of [
      () => jobTokenScope.update({ enabled: true }),
      () => jobTokenScope.allowlist.create(3),
      () => jobTokenScope.allowlist.delete(3),
      () => jobTokenScope.allowlist.ensurePresent(3),
      () => jobTokenScope.allowlist.ensureAbsent(3),
    ]) {
      expect(await failureOf(call)).toMatchObject({ code: "unexpected_response", status, project: 1 });
    }
    expect(server.journal.every((line) => line.includes("/projects/1/"))).toBe(true);
    expect(projectOf(server, 2)).toMatchObject({ enabled: false, projects: new Set([3]) });
  });
}

const odd: [name: string, location: (origin: string) => string][] = [
  ["itself", () => "/api/v4/projects/group%2Fapp"],
  ["an endless chain", () => `/api/v4/projects/group%2Fapp?${Math.random()}`],
  ["the origin with credentials", (origin) => `${origin.replace("//", "//user:secret@")}/x`],
  ["the origin with a user name", (origin) => `${origin.replace("//", "//user@")}/x`],
  ["the origin with a password", (origin) => `${origin.replace("//", "//:secret@")}/x`],
  ["another scheme", () => "file:///etc/passwd"],
  ["javascript", () => "javascript:alert(1)"],
  ["data", () => "data:application/json,{%22id%22:2}"],
  ["an invalid URL", () => "http://[odd"],
  ["a port that is no port", () => "http://127.0.0.1:99999/"],
  ["nothing", () => ""],
];

for (const [name, location] of odd) {
  test(`a look-up that is redirected to ${name} is an unexpected response`, async () => {
    const server = await startServer(({ path }) =>
      path.includes("group") ? { status: 302, headers: { location: location(server.origin) } } : undefined,
    );
    const error = await failureOf(() => server.connect().project("group/app").jobTokenScope.get());
    expect(error).toMatchObject({
      code: "unexpected_response",
      status: 302,
      project: "group/app",
      url: `${server.origin}/api/v4/projects/group%2Fapp`,
    });
    expect(server.journal.length).toBeLessThanOrEqual(6);
  });
}

test("the statuses from 300 to 399 redirect a look-up, and no other", async () => {
  const server = await startServer();
  const { origin } = server;
  for (const [status, isRedirect] of [
    [299, false],
    [300, true],
    [399, true],
    [400, false],
  ] as const) {
    server.misbehave = ({ path }) =>
      path.includes("group")
        ? { status, headers: { location: `${origin}/api/v4/projects/2` } }
        : json(200, { id: 2 });
    server.journal.length = 0;
    const project = server.connect().project("group/app");
    if (isRedirect) expect(await project.id()).toBe(2);
    else expect((await failureOf(() => project.id())).message).not.toContain("It redirects to");
    expect(server.journal).toHaveLength(isRedirect ? 2 : 1);
  }
});

test("a redirect whose body never ends is followed, and its connection is given up", async () => {
  const server = await startServer(({ path }) => {
    if (!path.includes("group")) return path === "/projects/1" ? json(200, { id: 1 }) : undefined;
    return (socket) =>
      void socket.write("HTTP/1.1 301 Moved Permanently\r\nLocation: /api/v4/projects/1\r\n\r\nhalf of a");
  });
  expect(await server.connect().project("group/app").id()).toBe(1);
});

test("a redirect whose body fails is followed, and nothing is left uncaught", async () => {
  const uncaught = watchUncaught();
  const body = new ReadableStream({ cancel: () => Promise.reject(new Error("reset")) });
  const responses = [
    new Response(body, { status: 301, headers: { location: "/api/v4/projects/1" } }),
    Response.json({ id: 1 }),
  ];
  const server = await startServer();
  const fetch = async () => responses.shift() ?? Response.error();
  expect(await server.connect({ fetch }).project("group/app").id()).toBe(1);
  await settle();
  expect(uncaught).toEqual([]);
});

test("a redirect chain is followed with the token at its origin only", async () => {
  const elsewhere = await startServer();
  const server = await startServer(({ path }) => {
    if (path === "/projects/group%2Fapp")
      return { status: 301, headers: { location: "/api/v4/projects/step" } };
    return path === "/projects/step"
      ? { status: 301, headers: { location: `${elsewhere.origin}/api/v4/projects/group%2Fapp` } }
      : undefined;
  });
  for (const tokenHeader of ["authorization", "private-token"] as const) {
    const error = await failureOf(() => server.connect({ tokenHeader }).project("group/app").id());
    expect(error).toMatchObject({ code: "unexpected_response", status: 301 });
    expect(error.message).toContain(elsewhere.origin);
  }
  expect(elsewhere.journal).toEqual([]);
});
