/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * The index of the legacy API, open to everybody.
 */
export interface LegacyIndex {
  store: {
    name: string;
    description?: string;
    URL: string;
    wc_version: string;
    version?: string;
    routes: {
      [k: string]: unknown;
    };
    meta: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
