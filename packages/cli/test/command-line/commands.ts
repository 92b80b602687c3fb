/** The words of each command. */
export const commands = [
  "show",
  "allow",
  "disallow",
  "restrict",
  "open",
  "export",
  "plan",
  "apply",
  "audit",
  "report merge",
  "completion",
] as const;
