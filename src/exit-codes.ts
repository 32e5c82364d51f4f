/** What the process ends with; scripts and CI jobs depend on them. */
export const exitCodes = {
  /** Everything passed. */
  passed: 0,
  /** A requirement failed, a recording did not match, a fault was found. */
  failed: 1,
  /** A flag, a file or the configuration is not as it should be. */
  usage: 2,
  /** The target or the harness broke. */
  broken: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
