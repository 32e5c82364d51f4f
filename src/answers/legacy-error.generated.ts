/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * An error of the legacy API.
 */
export interface LegacyError {
  /**
   * @minItems 1
   */
  errors: {
    code: string;
    message: string;
  }[];
}
