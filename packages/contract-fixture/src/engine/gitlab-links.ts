import type { RawHeaders } from "./engine.js";
import { toPairs } from "./forward.js";

/** A response whose URLs of GitLab were replaced, and the URLs that lead to another server. */
export interface RewrittenHeaders {
  readonly headers: RawHeaders;
  /** By the name of the header, in lower case. */
  readonly foreign: readonly { readonly header: "link" | "location"; readonly url: string }[];
}

/**
 * Replaces GitLab's URL in `Link` and `Location` by the proxy's, so that clients that follow them stay on the proxy. GitLab
 * builds them from its configured `external_url`, which can differ from `upstream`: then clients leave the proxy.
 */
export function rewriteLinks(headers: RawHeaders, upstream: URL, proxyOrigin: string): RewrittenHeaders {
  const foreign: RewrittenHeaders["foreign"][number][] = [];
  const rewrite = (header: "link" | "location", url: string): string => {
    const path = pathBelow(upstream, url);
    if (path !== undefined) return proxyOrigin + path;
    const isFollowed = header === "link" || url.includes("/api/v4/");
    if (isFollowed && URL.canParse(url)) foreign.push({ header, url });
    return url;
  };
  const rewritten = toPairs(headers).flatMap(([name, value]) => {
    if (/^link$/i.test(name)) {
      return [name, value.replace(/<([^>]*)>/g, (_, url: string) => `<${rewrite("link", url)}>`)];
    }
    return [name, /^location$/i.test(name) ? rewrite("location", value) : value];
  });
  return { headers: rewritten, foreign };
}

/** The rest of an absolute URL after the URL of GitLab; undefined if it is relative or the URL of another server. */
function pathBelow(upstream: URL, url: string): string | undefined {
  if (URL.parse(url)?.origin !== upstream.origin) return undefined;
  const base = upstream.pathname.replace(/\/$/, "");
  const path = url.replace(/^https?:\/\/[^/?#]*/i, "");
  return path.startsWith(base) && /^(?:[/?#]|$)/.test(path.slice(base.length))
    ? path.slice(base.length)
    : undefined;
}
