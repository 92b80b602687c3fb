/** What a command uses of its process. `process` is one. */
export type Io = Pick<NodeJS.Process, "env" | "kill" | "off" | "on" | "pid" | "stderr" | "stdin" | "stdout">;
