import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type AllowedHosts, toReachableHost } from "./allowed-host.js";
import type { Handler } from "./handler.js";
import { serve } from "./serve.js";

/** Node's default of five seconds is short: a client that reuses a connection just as it is closed gets a reset. */
const keepAliveTimeout = 60_000;

/** A running server. */
export interface RunningServer {
  /** The base URL: `"http://127.0.0.1:49152"`. Has the loopback address if the server listens on all addresses. */
  readonly url: string;
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP/1.1 server.
 *
 * @throws {Error} If it cannot listen on the address. The message contains the address and the reason.
 */
export async function listen(
  handle: Handler,
  { host, port, allowHosts }: Pick<AllowedHosts, "host" | "allowHosts"> & { readonly port: number },
): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(toListenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  // A server that listens on a host and port has an address of this type.
  const { address, port: actualPort } = server.address() as AddressInfo;
  const allowed: AllowedHosts = { host, address, allowHosts };
  server.on("request", (incoming, outgoing) => void serve(handle, incoming, outgoing, allowed));
  return {
    url: `http://${toReachableHost(address)}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function toListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: "the port is already in use; choose another port, or 0 for a free one",
    EACCES: "permission denied",
    EADDRNOTAVAIL: "the address is not available on this machine",
    ENOTFOUND: "unknown host",
  };
  const reason = reasons[error.code ?? ""] ?? error.message;
  return new Error(`cannot listen on ${host}:${port}: ${reason}`, { cause: error });
}
