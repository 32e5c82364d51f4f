/** WP_Error as the REST API shows it: a code, a message for people, and data that holds the status. */
export interface WpError {
  readonly code: string;
  readonly message: string;
  readonly data: { readonly status: number; readonly [key: string]: unknown };
  /** What the answer shows as its data, where it is another thing than `data`. */
  readonly shownData?: number | null;
}

export function wpError(
  code: string,
  message: string,
  status: number,
  more: Record<string, unknown> = {},
): WpError {
  return { code, message, data: { status, ...more } };
}

/**
 * An error without a status, as when an exception's is handed to WP_Error in the place of its data, or WordPress's own
 * error is passed on: the REST server finds none in it, and answers 500 whatever a number says.
 */
export function thrown(code: string, message: string, shownData: number | null = null): WpError {
  return { code, message, data: { status: 500 }, shownData };
}

/** `is_wp_error()`. */
export function isWpError(value: object): value is WpError {
  return 'code' in value && 'message' in value && typeof (value as WpError).data?.status === 'number';
}
