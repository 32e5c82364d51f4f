/** A WP_Error of the legacy API: one of `{"errors":[{"code","message"}]}`, and the status that goes with it. */
export class LegacyError {
  readonly code: string;
  readonly message: string;
  /** 0: the status is left as it is, which is 200. */
  readonly status: number;
  readonly headers: readonly string[];

  constructor(code: string, message: string, status: number, headers: readonly string[] = []) {
    this.code = code;
    this.message = message;
    this.status = status;
    this.headers = headers;
  }
}

/** The one code that all refusals of authentication share; the message tells them apart. */
export function authenticationError(
  message: string,
  status: number,
  headers: readonly string[] = [],
): LegacyError {
  return new LegacyError('woocommerce_api_authentication_error', message, status, headers);
}
