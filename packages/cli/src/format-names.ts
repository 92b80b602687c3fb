/** The values of `--format`. */
export const formatNames = ["text", "json", "ndjson", "markdown", "junit", "html"] as const;

/** A value of `--format`. */
export type FormatName = (typeof formatNames)[number];
