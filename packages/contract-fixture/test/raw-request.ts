import { connect, type Socket } from "node:net";

/** What a client that is no `fetch` does once its bytes are sent. */
export type Ending = "wait" | "finish" | "reset";

/** Opens a connection and sends bytes, whatever they are. */
export function open(url: string, bytes: string | Buffer): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // Losing the connection is among what is tested.
  socket.on("error", () => undefined);
  // What is not read keeps the end of the connection from being noticed.
  socket.resume();
  socket.write(bytes);
  return socket;
}

/** Sends bytes over a connection of their own, and gives all that comes back until it is closed. */
export async function exchange(
  url: string,
  bytes: string | Buffer,
  ending: Ending = "wait",
): Promise<string> {
  const socket = open(url, bytes);
  let received = "";
  socket.on("data", (data) => (received += data.toString("latin1")));
  if (ending === "finish") socket.end();
  // Late enough for the bytes to have arrived.
  if (ending === "reset") setTimeout(() => socket.resetAndDestroy(), 50);
  await new Promise((resolve) => socket.on("close", resolve));
  return received;
}

/** The status of each answer in what came back. */
export function statuses(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
