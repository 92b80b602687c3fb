/** The values of `--format`. */
export const formatNames = ["text", "json", "ndjson"] as const;

/** A value of `--format`. */
export type FormatName = (typeof formatNames)[number];
