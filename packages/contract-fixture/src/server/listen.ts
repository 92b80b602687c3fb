import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings, type ServerType } from "@hono/node-server";
import type { App } from "./app.js";

/** A server that listens. */
export interface Listening {
  /** Where it listens: `"http://127.0.0.1:49152"`. */
  readonly url: string;
  /** Ends the server and its open connections. */
  close(): Promise<void>;
}

/**
 * Serves an application.
 *
 * @throws {Error} When the address cannot be listened on; the message names it and says why.
 */
export async function listen(app: App, host: string, port: number): Promise<Listening> {
  const server: ServerType = createAdaptorServer({
    // HTTP/1.1 is all that is served here.
    fetch: (request, bindings) =>
      app.fetch(request, { reset: () => (bindings as HttpBindings).incoming.socket.resetAndDestroy() }),
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  // A server that listens on a host and a port has an address of this type.
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: "another program listens there; choose another port, or 0 for a free one",
    EACCES: "this user may not listen there",
    EADDRNOTAVAIL: "this machine has no such address",
    ENOTFOUND: "there is no such host",
  };
  const reason = reasons[error.code ?? ""] ?? error.message;
  return new Error(`cannot listen on ${host}:${port}: ${reason}`, { cause: error });
}
