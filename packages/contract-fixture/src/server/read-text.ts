/**
 * A request's body as text, or undefined when it has more bytes than are kept. It is read to its end all the same: a
 * connection whose request was not read cannot carry the next one.
 */
export async function readText(request: Request, mostBytes: number): Promise<string | undefined> {
  // Asking such a request for its body would make the server's light request a whole one, which takes longer.
  if (request.method === "GET" || request.method === "HEAD") return "";
  // So would reading it piece by piece, which a body that says it is small enough does not need.
  if (Number(request.headers.get("content-length") ?? Number.NaN) <= mostBytes) return request.text();
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes <= mostBytes) text += decoder.decode(chunk, { stream: true });
  }
  return bytes > mostBytes ? undefined : text + decoder.decode();
}
