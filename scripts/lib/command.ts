/** What a command may use of the process that runs it. */
export interface Context {
  /** The directory that relative paths start from. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Writes a line to standard output. */
  log(line: string): void;
  /** Writes a line to standard error. */
  error(line: string): void;
}

/** A command without a process of its own. It returns its exit status, so that tests can call it directly. */
export type Command = (args: readonly string[], context: Context) => Promise<number>;

/** Runs a command with this process's arguments, streams and exit status. */
export async function runCommand(command: Command): Promise<void> {
  process.exitCode = await command(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    log: (line) => console.log(line),
    error: (line) => console.error(line),
  });
}
