import { type FormatName, formatNames } from "../format-names.js";

/** A description with examples, for the help of a command. */
export function docs(
  brief: string,
  ...examples: readonly string[]
): { readonly brief: string; readonly fullDescription: string } {
  const lines = examples.map((example) => `  $ gitlab-job-token-scope ${example}`);
  return { brief, fullDescription: `${brief}\n\nEXAMPLES\n${lines.join("\n")}` };
}

const text = (brief: string, placeholder: string) =>
  ({ kind: "parsed", parse: String, brief, placeholder, optional: true }) as const;

const flag = (brief: string) => ({ kind: "boolean", brief, optional: true, withNegated: false }) as const;

/** The options of every command that calls GitLab. `--verbose` is read before the others. */
export const connection = {
  tokenFile: text("read the token from a file instead of GITLAB_TOKEN", "file"),
  verbose: flag("say where the address and the token come from, and log each request"),
};

export const format = {
  format: {
    kind: "enum",
    values: formatNames as readonly FormatName[],
    brief: "how to print the results",
    default: "text",
  },
} as const;

export const dryRun = { dryRun: flag("change nothing, and say what would be tried") };
export const yes = { yes: flag("do not ask before something is changed") };

/** The options of every command that adds or removes entries. */
export const change = {
  ...dryRun,
  allowEmpty: flag("allow the last entry of a list to be removed, apart from the project itself"),
  allowPartial: flag("restrict or remove although an addition is missing or was refused"),
};

export const allowOpen = {
  allowOpen: flag("allow projects to be opened to the job tokens of every project"),
};

export const concurrency = {
  concurrency: {
    kind: "parsed",
    parse: parseCount,
    brief: "how many projects are under way at a time",
    placeholder: "number",
    default: "8",
  },
} as const;

/** The options of runs over many projects. */
export const fleetRun = {
  ...concurrency,
  report: text("write a line of JSON for each project as it ends", "file"),
  resume: text("go on with a report: leave out what ended well, and write the rest behind it", "file"),
  shard: text("work on one of n parts of the projects, such as 2/4", "i/n"),
};

const groups = (brief: string) =>
  ({ kind: "parsed", parse: String, brief, placeholder: "group", variadic: true, optional: true }) as const;

/** The options that name projects. */
export const selection = {
  group: groups("the projects of a group and its subgroups; can be given several times"),
  file: text("the projects of a file of desired states", "file"),
};

export const targetGroups = {
  group: groups("a group whose projects' jobs it is about; can be given several times"),
};
export const storedPlan = { plan: text("apply what plan --report has written", "report") };
export const targets = {
  targets: { kind: "boolean", brief: "look up each entry, to find those that cannot be seen", default: true },
} as const;

/** One argument: a project. */
export const project = {
  brief: "the project's full path, ID or global ID",
  placeholder: "project",
  parse: String,
} as const;

/** Any number of arguments. */
export const list = (brief: string, placeholder: string, minimum = 0) =>
  ({ kind: "array", parameter: { brief, placeholder, parse: String }, minimum }) as const;

function parseCount(value: string): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new Error("expected a number from 1 to 9999");
}
