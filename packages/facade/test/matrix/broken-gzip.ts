import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server whose bodies say that they are compressed, and are not. Each request names the status. */
export async function startBrokenGzip(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    response.writeHead(Number(request.headers["x-status"] ?? 200), headers).end("this is not gzip");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
