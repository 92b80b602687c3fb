/** Says how to go on after a run was interrupted. */
export function howToGoOn(args: readonly string[], report: string | undefined): string {
  if (report === undefined) {
    return "Interrupted. Nothing was reported, since --report was not given: run the command again. What is in force is not changed again.";
  }
  const kept = withoutReport(args);
  const end = kept.indexOf("--");
  // Behind it, everything is an argument.
  kept.splice(end === -1 ? kept.length : end, 0, "--resume", report);
  return `Interrupted. To go on: gitlab-job-token-scope ${kept.map(quote).join(" ")}`;
}

function withoutReport(args: readonly string[]): string[] {
  const isOption = (arg: string | undefined): boolean => arg === "--report" || arg === "--resume";
  return args.filter(
    (arg, index) => !isOption(arg) && !isOption(args[index - 1]) && !/^--(?:report|resume)=/.test(arg),
  );
}

/** As a POSIX shell reads it. */
function quote(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
