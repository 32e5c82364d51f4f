/** A WP_Error of a schema: without a status, which the request's own error brings. */
export interface SchemaError {
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
  /** What else is wrong, where a callback has looked at several things. */
  readonly additional_errors?: readonly SchemaError[];
}
