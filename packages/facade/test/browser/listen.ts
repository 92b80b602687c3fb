import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens on a free port. */
export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

export async function listen(server: HttpServer): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this kind.
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
