/** One link: its target in angle brackets, and its parameters, which may be quoted. */
const link = /<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const parameter = /;\s*([^\s=;,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/g;

/** The target of the link with the relation `next` in a `Link` header (RFC 8288); undefined when there is none. */
export function nextLink(header: string): string | undefined {
  for (const [, target = "", parameters = ""] of header.matchAll(link)) {
    for (const [, name, quoted, token] of parameters.matchAll(parameter)) {
      if (name?.toLowerCase() !== "rel") continue;
      const relations = (quoted ?? token ?? "").toLowerCase().split(/\s+/);
      if (relations.includes("next")) return target;
      // Only the first rel counts.
      break;
    }
  }
  return undefined;
}
