import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { onTestFinished } from "vitest";

/** A request that a front server receives. */
export interface FrontRequest {
  readonly method: string;
  /** The path after `/api/v4`, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response that can be changed. */
export interface FrontResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Handles a request. `forward` asks the fixture, perhaps with another request. Without a response, the connection is reset. */
export type Plant = (
  request: FrontRequest,
  forward: (change?: Partial<FrontRequest>) => Promise<FrontResponse>,
) => Promise<FrontResponse | undefined>;

/** Starts a server in front of a fixture that handles some requests in another way. Returns its URL. */
export async function startFrontServer(gitlab: MockGitLab, plant: Plant): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const received: FrontRequest = {
      method: request.method ?? "",
      path: (request.url ?? "").replace(/^\/api\/v4/, ""),
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !["host", "connection"].includes(name)),
      ) as Record<string, string>,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    const changed = await plant(received, (change) => forward(gitlab, { ...received, ...change }));
    if (changed === undefined) {
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(changed.status, changed.headers);
    response.end(changed.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function forward(
  gitlab: MockGitLab,
  { method, path, headers, body }: FrontRequest,
): Promise<FrontResponse> {
  const { "content-length": _, ...others } = headers;
  const hasBody = body !== "" && method !== "GET" && method !== "HEAD";
  const response = await gitlab.fetch(`${gitlab.apiUrl}${path}`, {
    method,
    headers: others,
    ...(hasBody && { body: new TextEncoder().encode(body) }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
