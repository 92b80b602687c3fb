/**
 * A request with another token in the same header. Undefined when there is none, or it is the one that GitLab has just
 * refused: the answer would be the same.
 */
export function withToken(request: Request, token: string | undefined): Request | undefined {
  if (token === undefined) return undefined;
  const isPrivateToken = request.headers.has("private-token");
  const name = isPrivateToken ? "private-token" : "authorization";
  const value = isPrivateToken ? token : `Bearer ${token}`;
  if (request.headers.get(name) === value) return undefined;
  const renewed = new Request(request);
  renewed.headers.set(name, value);
  return renewed;
}
