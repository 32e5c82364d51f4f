/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * The index of the REST API, `/wp-json/`.
 */
export interface SiteIndex {
  name: string;
  description: string;
  url: string;
  home: string;
  gmt_offset: string | number;
  timezone_string: string;
  namespaces: string[];
  authentication:
    | {
        [k: string]: unknown;
      }
    | unknown[];
  routes: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
