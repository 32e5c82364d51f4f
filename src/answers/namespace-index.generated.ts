/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * The index of a namespace, `/wp-json/wc/v3`.
 */
export interface NamespaceIndex {
  namespace: string;
  routes: {
    [k: string]: {
      namespace: string;
      methods: string[];
      [k: string]: unknown;
    };
  };
  [k: string]: unknown;
}
