/** A release of Node. */
export interface NodeRelease {
  readonly version: string;
  /** The version of npm that it includes. The changelog in the package of Node names it. */
  readonly npm: string;
}

/** The latest releases of the lines that are maintained. */
export const maintained: readonly NodeRelease[] = [
  { version: "22.23.3", npm: "10.9.9" },
  { version: "24.21.0", npm: "11.19.0" },
  { version: "26.12.1", npm: "11.20.0" },
];

/** The last releases of older lines, with which the commands of this repository can still be started. */
export const unmaintained: readonly NodeRelease[] = [
  { version: "18.20.8", npm: "10.8.2" },
  { version: "20.20.2", npm: "10.8.2" },
];

const platform = process.platform === "win32" ? "win" : process.platform;

/** The package with a version of Node, as a dependency. It is specific to the platform, and needs no install script. */
export function toNodePackage(version: string): string {
  return `npm:node-${platform}-${process.arch}@${version}`;
}
