/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a store without the legacy API answers in its place: `errors` is an object here.
 */
export interface LegacyDisabled {
  errors: {
    code: string;
    message: string;
  };
}
