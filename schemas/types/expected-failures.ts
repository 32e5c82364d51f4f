/* Generated from schemas/expected-failures.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * Which requirements are known to fail on which targets, why, and until when: latchkey verify --expected-failures FILE.
 */
export interface ExpectedFailures {
  $schema?: string;
  /**
   * Of this format; 1 when left out.
   */
  schemaVersion?: 1;
  expectedFailures: {
    /**
     * The requirement's id, OAUTH-05.
     */
    requirement: string;
    /**
     * The target's name.
     */
    target: string;
    /**
     * Why it fails, and best where that is tracked.
     */
    reason: string;
    /**
     * The last day on which it is expected, 2026-12-31.
     */
    expires: string;
  }[];
}
