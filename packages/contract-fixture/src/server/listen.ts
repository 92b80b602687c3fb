import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Handler } from "./handler.js";
import { serve } from "./serve.js";

/** Node ends idle connections after five seconds; a client that wants one again at that moment would see it reset. */
const keepAliveTimeout = 60_000;

/** A server that listens. */
export interface Listening {
  /** Where it listens: `"http://127.0.0.1:49152"`. */
  readonly url: string;
  /** Ends the server and its open connections. */
  close(): Promise<void>;
}

/**
 * Serves what answers requests, over HTTP/1.1.
 *
 * @throws {Error} When the address cannot be listened on; the message names it and says why.
 */
export async function listen(handle: Handler, host: string, port: number): Promise<Listening> {
  const server = createServer({ keepAliveTimeout }, (incoming, outgoing) => {
    void serve(handle, incoming, outgoing);
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
        server.closeAllConnections();
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
