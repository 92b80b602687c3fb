import { connect, type Socket } from "node:net";
import { settle } from "./helpers.js";

/** The behaviour of a raw client after it has sent its bytes: wait for a response, half-close, or reset. */
export type AfterSend = "wait" | "finish" | "reset";

/** Opens a connection and sends arbitrary bytes. */
export function open(url: string, bytes: string | Buffer): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // Some tests expect a connection error.
  socket.on("error", () => undefined);
  // Without reading, the end of the connection would not be detected.
  socket.resume();
  socket.write(bytes);
  return socket;
}

/** Sends bytes over a new connection, and returns everything received until it is closed. */
export async function exchange(
  url: string,
  bytes: string | Buffer,
  afterSend: AfterSend = "wait",
): Promise<string> {
  const socket = open(url, bytes);
  let received = "";
  socket.on("data", (data) => (received += data.toString("latin1")));
  if (afterSend === "finish") socket.end();
  // After the bytes have been sent, and the fixture, which runs in this process, has read them.
  if (afterSend === "reset") socket.write("", () => void settle().then(() => socket.resetAndDestroy()));
  await new Promise((resolve) => socket.on("close", resolve));
  return received;
}

/** Extracts the status of each response. */
export function statuses(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
