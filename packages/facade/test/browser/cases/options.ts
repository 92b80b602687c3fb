import {
  createGitLab,
  type GitLabOptions,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
} from "@gitlab-job-token-scope/facade";

/** A client is all that is created. */
export function construct(options: GitLabOptions): void {
  createGitLab(options);
}

/** Aborts a read after some time; at 0 ms, before it begins. */
export async function abortAfter(options: GitLabOptions, ms: number): Promise<void> {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Error("the user has left the page"));
  if (ms === 0) abort();
  else setTimeout(abort, ms);
  await createGitLab(options).project(1).jobTokenScope.get({ signal: controller.signal });
}

/** Writes with a token function that returns one token after the other, and counts its calls. */
export async function updateWithTokens(options: GitLabOptions, tokens: string[]): Promise<number> {
  let calls = 0;
  const token = async (): Promise<string> => tokens[Math.min(calls++, tokens.length - 1)] ?? "";
  await createGitLab({ ...options, token })
    .project(1)
    .jobTokenScope.update({ enabled: false });
  return calls;
}

type Event = { hook: string } & RequestEvent & Partial<ResponseEvent> & Partial<RetryEvent>;

/** The events of a read, in sequence. */
export async function eventsOf(options: GitLabOptions): Promise<Event[]> {
  const events: Event[] = [];
  const hooks = {
    onRequest: (event: RequestEvent) => void events.push({ hook: "onRequest", ...event }),
    onResponse: (event: ResponseEvent) => void events.push({ hook: "onResponse", ...event }),
    onRetry: (event: RetryEvent) => void events.push({ hook: "onRetry", ...event }),
  };
  await createGitLab({ ...options, hooks })
    .project(1)
    .jobTokenScope.get();
  return events;
}

/** Reads with a hook that throws. */
export async function getWithThrowingHook(options: GitLabOptions): Promise<boolean> {
  const onRequest = (): never => {
    throw new Error("the log is full");
  };
  const gitlab = createGitLab({ ...options, hooks: { onRequest } });
  return (await gitlab.project(1).jobTokenScope.get()).inboundEnabled;
}

/** Functions that are no good as a `fetch`, by what is wrong with each. */
const fetches = {
  undefined: async () => undefined as unknown as Response,
  throwing: () => {
    throw new TypeError("the worker is not registered");
  },
  "Response.error()": async () => Response.error(),
  "a body that fails": async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error("broken")) });
    return new Response(body);
  },
  "a body that never ends": async () => new Response(new ReadableStream()),
} satisfies Record<string, (request: Request) => Promise<Response>>;

/** Reads with a `fetch` that misbehaves. */
export async function getWithBadFetch(options: GitLabOptions, fetch: keyof typeof fetches): Promise<void> {
  await createGitLab({ ...options, fetch: fetches[fetch] })
    .project(1)
    .jobTokenScope.get();
}
