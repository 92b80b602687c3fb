/** A table of the report. */
interface TableInfo {
  readonly title: string;
  readonly better: "less" | "more";
  /**
   * Of counts and sizes, which do not vary between rounds: the share by which they may be worse. What others install is not pinned.
   */
  readonly tolerance?: number;
}

/** What is measured, in the order of the report. */
export const tables = {
  cpu: { title: "CPU time of a job on loopback", better: "less" },
  wall: { title: "Time of a job on loopback", better: "less" },
  "cpu-latency": { title: "CPU time of a job with 20 ms of latency", better: "less" },
  "wall-latency": { title: "Time of a job with 20 ms of latency", better: "less" },
  requests: { title: "Requests of a job", better: "less", tolerance: 0.001 },
  heap: { title: "Heap after the jobs", better: "less" },
  import: { title: "Time to start and import", better: "less" },
  fleet: { title: "A fleet at the pace of a rate limit", better: "less" },
  command: { title: "Time of the command", better: "less" },
  installed: { title: "Installation of the fixture", better: "less", tolerance: 0.05 },
  fixture: { title: "Time of the fixture", better: "less" },
  throughput: { title: "Requests per second of the fixture", better: "more" },
} as const satisfies Record<string, TableInfo>;

export type TableName = keyof typeof tables;

export function infoOf(table: TableName): TableInfo {
  return tables[table];
}
