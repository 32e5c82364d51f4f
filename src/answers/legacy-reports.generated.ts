/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What `/reports` of the legacy API answers: the names of the reports.
 */
export interface LegacyReports {
  /**
   * @minItems 1
   */
  reports: string[];
}
