/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What OPTIONS answers for a route.
 */
export interface RouteOptions {
  namespace: string;
  methods: string[];
  endpoints: {
    methods: string[];
    args:
      | {
          [k: string]: unknown;
        }
      | unknown[];
    [k: string]: unknown;
  }[];
  schema?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
