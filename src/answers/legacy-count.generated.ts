/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What `/orders/count` and the like answer.
 */
export interface LegacyCount {
  count: number | string;
}
