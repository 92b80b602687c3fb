import { codeOfThrown } from "./describe-thrown.js";

export type Bytes = Uint8Array<ArrayBuffer>;

/** The largest page that GitLab sends has about 300 kB. */
const maxBodyBytes = 16 * 1_024 * 1_024;

/** How far an attempt has come. */
export interface Reading {
  /** Whether it was stopped, so that nothing more is sent or read. */
  isStopped?: boolean;
  /** Ends the reading of the body. */
  cancel?: () => void;
}

/** What is used of a response. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  /** Reads the body until it ends or the attempt is stopped. Resolves to a sentence when it makes no sense. */
  readonly read: (reading: Reading) => Promise<Bytes | string>;
  /** Leaves the body unread. */
  readonly discard: () => void;
}

/** A browser turns a redirect that is not followed into a response with status 0, and without headers. */
const hiddenRedirect =
  "The server redirected the request, and browsers hide where to. If the project has moved, use its ID or its new path. Otherwise check the url.";

/**
 * Reads the value that `fetch` resolved to, by its properties: other implementations of fetch have their own Response class.
 * Undefined when it is not a response. Reading a property of such a value may throw.
 */
export function toReceived(response: Response): Received | undefined {
  try {
    const { status, body } = response;
    if (typeof status !== "number") return undefined;
    const headers = new Headers([...response.headers]);
    const common = { status, headers, discard: () => {} };
    if (response.type === "opaqueredirect") return { ...common, read: async () => hiddenRedirect };
    // Stryker disable next-line ArrowFunction: no body at all is read as an empty text, too
    if (body === null) return { ...common, read: async () => new Uint8Array() };
    // Other implementations of fetch may return a body that is not a web stream.
    if (typeof body?.getReader !== "function") {
      if (typeof response.arrayBuffer !== "function") return undefined;
      return { ...common, read: async () => new Uint8Array(await response.arrayBuffer()) };
    }
    if (response.bodyUsed || body.locked) return { ...common, read: async () => "Its body was read before." };
    const discard = (): void => void body.cancel().catch(() => {});
    return { ...common, discard, read: (reading) => readStream(body.getReader(), reading) };
  } catch {
    // A property that throws: this is not a response.
  }
  return undefined;
}

async function readStream(
  reader: ReadableStreamDefaultReader<Bytes>,
  reading: Reading,
): Promise<Bytes | string> {
  reading.cancel = () => void reader.cancel().catch(() => {});
  if (reading.isStopped) reading.cancel();
  const chunks: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatenate(chunks, length);
    chunks.push(value);
    length += value.byteLength;
    // Too long, or not made of bytes, whose length would be NaN.
    if (!(length <= maxBodyBytes)) {
      reading.cancel();
      return `Its body is not bytes, or more than ${maxBodyBytes} of them.`;
    }
  }
}

function concatenate(chunks: readonly Bytes[], length: number): Bytes {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Whether a body arrived and could not be decompressed. Node names such errors after the algorithm. */
export function isDecodingError(thrown: unknown): boolean {
  return /Z_|ZSTD_|ERR_(BROTLI|ZSTD|_ERR)/.test(String(codeOfThrown(thrown)));
}
