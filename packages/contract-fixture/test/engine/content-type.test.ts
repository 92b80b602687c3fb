import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { start } from "../helpers.js";

test("passes on a response whose content type is unreadable, and records it as GitLab's violation", async () => {
  const received: string[] = [];
  const upstream = createServer(({ method = "" }, response) => {
    received.push(method);
    response.writeHead(200, { "content-type": ";json" }).end('{"inbound_enabled":true}');
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void upstream.close());
  const address = upstream.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  const { gitlab, call } = await start({ mode: "proxy", upstream: `http://127.0.0.1:${port}` });
  expect(await call("GET /projects/1/job_token_scope", { token: "glpat-any" })).toMatchObject({
    status: 200,
    body: { inbound_enabled: true },
  });
  expect(received).toEqual(["GET"]);
  expect(gitlab.violations()).toMatchObject([{ side: "response", location: "header.content-type" }]);
});
