/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * An error of WordPress's REST API (WP_Error as rest_convert_error_to_response shows it).
 */
export interface RestError {
  code: string;
  message: string;
  data: {
    status: number;
    params?: {
      [k: string]: unknown;
    };
    details?: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  additional_errors?: {
    [k: string]: unknown;
  }[];
}
