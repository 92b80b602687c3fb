/** How every command ends. */
export const exitStatus = {
  /** It is done, and there is nothing to say. */
  done: 0,
  /** Something failed for at least one project, the run was interrupted, or output could not be written. */
  failed: 1,
  /** A plan has changes, or an audit has findings. */
  changes: 2,
  /** The arguments, the environment or a file is not valid. Nothing was sent to GitLab. */
  usage: 64,
} as const;

/** A status with which a command ends. */
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
