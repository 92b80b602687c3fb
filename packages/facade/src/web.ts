// The published declarations compile without the DOM library and without the types of Node. So these types are the runtime's own
// where a library declares them, and otherwise the part that this package needs.

/** The runtime's `Request`. */
export type WebRequest = typeof globalThis extends { Request: { prototype: infer Own } }
  ? Own
  : { readonly url: string; readonly method: string };

/** The runtime's `Response`. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer Own } }
  ? Own
  : { readonly status: number };

/** The runtime's `AbortSignal`. */
export type WebAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer Own } }
  ? Own
  : { readonly aborted: boolean; readonly reason: unknown };

/** The runtime's `URL`. */
export type WebURL = typeof globalThis extends { URL: { prototype: infer Own } }
  ? Own
  : { readonly href: string };
