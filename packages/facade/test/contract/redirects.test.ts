import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** Another server. It responds to every request as GitLab does to a read, and records it. */
async function startElsewhere(): Promise<{ origin: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer(({ method, url, rawHeaders }, response) => {
    received.push(`${method} ${url} ${rawHeaders.join(" ")}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ inbound_enabled: true, outbound_enabled: false }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  // A TCP server's address has a port.
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, received };
}

for (const tokenHeader of ["authorization", "private-token"] as const) {
  test.for([301, 302, 303, 307, 308])(
    `a %i to another origin is not followed (${tokenHeader})`,
    async (status) => {
      const elsewhere = await startElsewhere();
      const { server, gitlab } = await start({}, { tokenHeader });
      const redirect = `${elsewhere.origin}/api/v4${scope}`;
      server.script({}, [{ redirect, status }], { repeat: true });
      const { jobTokenScope } = gitlab.project(1);
      for (const call of [
        () => jobTokenScope.get(),
        () => jobTokenScope.update({ enabled: false }),
        () => jobTokenScope.allowlist.create(42),
        () => jobTokenScope.allowlist.delete(42),
      ]) {
        const error = await errorOf(call);
        expect(error).toMatchObject({ code: "unexpected_response", status, attempts: 1 });
        expect(error.message).toContain(`It redirects to ${elsewhere.origin}.`);
      }
      expect(elsewhere.received).toEqual([]);
      expect(sent(server).map((line) => line.split(" ")[0])).toEqual(["GET", "PATCH", "POST", "DELETE"]);
    },
  );
}

test("another port, scheme or host name is another origin", async () => {
  const elsewhere = await startElsewhere();
  const { server, gitlab } = await start();
  const port = new URL(server.url).port;
  server.script({}, [
    { redirect: `//127.0.0.1:${new URL(elsewhere.origin).port}/x` },
    { redirect: `https://127.0.0.1:${port}/x` },
    { redirect: `http://localhost:${port}/x` },
  ]);
  for (let count = 0; count < 3; count++) {
    expect(await errorOf(() => gitlab.project(1).jobTokenScope.get())).toMatchObject({ status: 302 });
  }
  expect(elsewhere.received).toEqual([]);
  expect(sent(server)).toHaveLength(3);
});

test("a look-up follows a redirect at its origin, and no other request does", async () => {
  const { server, gitlab } = await start();
  server.script("getProject", [{ redirect: "/api/v4/projects/42", status: 301 }]);
  expect(await gitlab.project("group/app").id()).toBe(42);
  server.script("getGroup", [{ redirect: "/api/v4/groups/8", status: 301 }]);
  expect((await gitlab.project(1).jobTokenScope.groupsAllowlist.create("old")).getId()).toBe(8);
  const groupRequests = sent(server).slice(2);
  expect(groupRequests).toEqual([
    "GET /groups/old?with_projects=false",
    "GET /groups/8",
    "POST /projects/1/job_token_scope/groups_allowlist",
  ]);
  const to42 = { redirect: "/api/v4/projects/42/job_token_scope", status: 308 };
  server.script("getJobTokenScope", [to42]);
  server.script("updateJobTokenScope", [to42]);
  const { jobTokenScope } = gitlab.project(1);
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ status: 308 });
  expect(await errorOf(() => jobTokenScope.update({ enabled: false }))).toMatchObject({ status: 308 });
  expect(sent(server)).toEqual([
    "GET /projects/group%2Fapp",
    "GET /projects/42",
    ...groupRequests,
    `GET ${scope}`,
    `PATCH ${scope}`,
  ]);
});

test("a second redirect to another origin is not followed", async () => {
  const elsewhere = await startElsewhere();
  const { server, gitlab } = await start();
  server.script("getProject", [
    { redirect: "/api/v4/projects/42" },
    { redirect: `${elsewhere.origin}/api/v4/projects/42` },
  ]);
  expect(await errorOf(() => gitlab.project("group/app").id())).toMatchObject({ status: 302 });
  expect(elsewhere.received).toEqual([]);
});

test("a look-up follows at most five redirects", async () => {
  const { server, gitlab } = await start();
  server.script("getProject", [{ redirect: "/api/v4/projects/group%2Fapp" }], { repeat: true });
  expect(await errorOf(() => gitlab.project("group/app").id())).toMatchObject({
    code: "unexpected_response",
  });
  expect(sent(server)).toHaveLength(6);
});
