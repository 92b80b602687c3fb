/** The statuses of failures that pass. */
export const passingStatuses: readonly number[] = [429, 502, 503, 504];

/** Where an answer says how long to wait: the first that it has is meant. A moment may be given as a Unix time. */
const headersThatTell = [
  { name: "retry-after", mayBeUnixTime: false },
  { name: "ratelimit-reset", mayBeUnixTime: true },
  { name: "x-ratelimit-retry-after", mayBeUnixTime: false },
  { name: "x-ratelimit-reset", mayBeUnixTime: true },
  { name: "x-rate-limit-reset", mayBeUnixTime: true },
];

/** No wait in seconds is as long as this; it is a moment. */
const firstUnixTime = Date.parse("2024-01-01") / 1_000;

/**
 * How long a failure that passes asks to wait, in milliseconds. Ky reads the same headers when it waits, and tells nobody:
 * what the error and the hooks say is read here.
 */
export function retryAfterMs({ status, headers }: Response): number | undefined {
  // GitLab may send RateLimit-Reset with any answer, and asks nobody to wait after a 404.
  if (!passingStatuses.includes(status)) return undefined;
  for (const { name, mayBeUnixTime } of headersThatTell) {
    const value = headers.get(name);
    if (value !== null) return waitMs(value, mayBeUnixTime);
  }
  return undefined;
}

function waitMs(value: string, mayBeUnixTime: boolean): number | undefined {
  if (/^\d+$/.test(value)) {
    const ms = Number(value) * 1_000;
    return mayBeUnixTime && Number(value) >= firstUnixTime ? Math.max(0, ms - Date.now()) : ms;
  }
  // The one form of a date that HTTP still writes; Date.parse would take much else for one.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value)) return undefined;
  const ms = Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
