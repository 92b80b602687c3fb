import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** Another server, which answers whatever it gets as GitLab would answer a read, and remembers it. */
async function startElsewhere(): Promise<{ origin: string; got: string[] }> {
  const got: string[] = [];
  const server = createServer(({ method, url, rawHeaders }, response) => {
    got.push(`${method} ${url} ${rawHeaders.join(" ")}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ inbound_enabled: true, outbound_enabled: false }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  // An address of TCP: it listens on a port.
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, got };
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
        () => jobTokenScope.allowlist.create({ targetProjectId: 42 }),
        () => jobTokenScope.allowlist.delete(42),
      ]) {
        const error = await errorOf(call);
        expect(error).toMatchObject({ status, attempts: 1 });
        expect(error.message).toContain(`It redirects to ${elsewhere.origin}.`);
      }
      expect(elsewhere.got).toEqual([]);
      expect(sent(server).map((line) => line.split(" ")[0])).toEqual(["GET", "PATCH", "POST", "DELETE"]);
    },
  );
}

test("a host of the same name on another port, or with another scheme, is another origin", async () => {
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
  expect(elsewhere.got).toEqual([]);
  expect(sent(server)).toHaveLength(3);
});

test("a read follows a redirect at its origin, with its token; a write does not", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [{ redirect: "/api/v4/projects/42/job_token_scope", status: 301 }]);
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
  server.script("updateJobTokenScope", [{ redirect: "/api/v4/projects/42/job_token_scope", status: 308 }]);
  expect(await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: false }))).toMatchObject({
    status: 308,
  });
  expect(sent(server)).toEqual([`GET ${scope}`, "GET /projects/42/job_token_scope", `PATCH ${scope}`]);
});

test("a redirect that leads away only at its second step is not followed there", async () => {
  const elsewhere = await startElsewhere();
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [
    { redirect: "/api/v4/projects/42/job_token_scope" },
    { redirect: `${elsewhere.origin}/api/v4${scope}` },
  ]);
  expect(await errorOf(() => gitlab.project(1).jobTokenScope.get())).toMatchObject({ status: 302 });
  expect(elsewhere.got).toEqual([]);
});

test("redirects in a circle end", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [{ redirect: `/api/v4${scope}` }], { repeat: true });
  expect(await errorOf(() => gitlab.project(1).jobTokenScope.get())).toMatchObject({
    code: "unexpected_response",
  });
  expect(sent(server)).toHaveLength(6);
});
