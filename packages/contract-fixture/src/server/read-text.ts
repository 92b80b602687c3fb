/**
 * A body as text, or undefined when it has more bytes than are kept. It is read to its end all the same: a connection whose
 * request was not read cannot carry the next one.
 */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes <= mostBytes) text += decoder.decode(chunk, { stream: true });
  }
  return bytes > mostBytes ? undefined : text + decoder.decode();
}
