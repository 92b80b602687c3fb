/** What is measured, in the order of the report. Exact tables have counts and sizes: they do not vary, so one round is enough. */
export const tables = {
  cpu: { title: "CPU time of a job on loopback", better: "less", isExact: false },
  wall: { title: "Time of a job on loopback", better: "less", isExact: false },
  "cpu-latency": { title: "CPU time of a job with 20 ms of latency", better: "less", isExact: false },
  "wall-latency": { title: "Time of a job with 20 ms of latency", better: "less", isExact: false },
  requests: { title: "Requests of a job", better: "less", isExact: true },
  heap: { title: "Heap after the jobs", better: "less", isExact: false },
  import: { title: "Time to start and import", better: "less", isExact: false },
  fleet: { title: "A fleet at the pace of a rate limit", better: "less", isExact: false },
  command: { title: "Time of the command", better: "less", isExact: false },
  installed: { title: "Installation of the fixture", better: "less", isExact: true },
  fixture: { title: "Time of the fixture", better: "less", isExact: false },
  throughput: { title: "Requests per second of the fixture", better: "more", isExact: false },
} as const satisfies Record<
  string,
  { readonly title: string; readonly better: "less" | "more"; readonly isExact: boolean }
>;

export type TableName = keyof typeof tables;
