/**
 * The part of a GitLab address that stands before `/api/v4`, without a slash at its end.
 *
 * @throws {TypeError} When the address is not an absolute http or https URL, or carries a user name, a query or a hash.
 */
export function baseUrl(address: string | URL): string {
  const url = URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new TypeError('url: expected an absolute http or https URL such as "https://gitlab.example.com"');
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError(`url: ${url.host}: credentials do not belong here; pass a token`);
  }
  if (url.search !== "" || url.hash !== "") {
    throw new TypeError(`url: ${url.host}: expected no query and no hash`);
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/api\/v4$/, "");
}
