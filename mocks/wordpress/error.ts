/** WP_Error as the REST API shows it: a code, a message for people, and data that holds the status. */
export interface WpError {
  readonly code: string;
  readonly message: string;
  readonly data: { readonly status: number; readonly [key: string]: unknown };
}

export function wpError(
  code: string,
  message: string,
  status: number,
  more: Record<string, unknown> = {},
): WpError {
  return { code, message, data: { status, ...more } };
}

/** `is_wp_error()`. */
export function isWpError(value: object): value is WpError {
  return 'code' in value && 'message' in value && typeof (value as WpError).data?.status === 'number';
}
