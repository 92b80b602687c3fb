/** One link: its target in angle brackets, and its parameters, which may be quoted. */
const link = /<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const parameter = /;\s*([^\s=;,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/g;

/** Whether a `Link` header (RFC 8288) has a link with the relation `next`. */
export function hasNextLink(header: string): boolean {
  return [...header.matchAll(link)].some(([, , parameters]) => {
    for (const [, name, quoted, token] of String(parameters).matchAll(parameter)) {
      if (String(name).toLowerCase() !== "rel") continue;
      // Only the first rel counts.
      return String(quoted ?? token)
        .toLowerCase()
        .split(/\s/)
        .includes("next");
    }
    return false;
  });
}
