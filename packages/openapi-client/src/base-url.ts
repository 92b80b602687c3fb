/**
 * Returns the part of a GitLab URL before `/api/v4`, without a trailing slash.
 *
 * @throws {TypeError} When the URL is not an absolute http or https URL, or has credentials, a query or a fragment.
 */
export function baseUrl(input: string | URL): string {
  const url = URL.parse(input);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new TypeError('url: expected an absolute http or https URL such as "https://gitlab.example.com"');
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError(`url: ${url.host}: must not contain credentials; use the option token`);
  }
  if (url.search !== "" || url.hash !== "") {
    throw new TypeError(`url: ${url.host}: must not contain a query or a fragment`);
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/+api\/v4$/, "");
}
