import { LatchkeyError } from '../../mocks/errors.ts';

/** What an app asks a merchant for. */
export interface AuthorizationRequest {
  /** The app's name, as the merchant reads it. */
  readonly appName: string;
  readonly scope: 'read' | 'write' | 'read_write' | (string & {});
  /** The app's own name for its user: it comes back with the key, so the app knows whose it is. */
  readonly userId: string;
  /** Where the merchant comes back to. */
  readonly returnUrl: string;
  /** Where the key is POSTed to: https. */
  readonly callbackUrl: string;
}

/**
 * How the languages of WooCommerce's documentation write a query: which marks they leave bare, and what a space is.
 * A store must understand them all, since PHP decodes what it gets.
 */
export const queryWriters = {
  /** `querystring.stringify()` with `%20` replaced by `+`, as the documentation shows it. */
  javascript: { bare: "-._~!'()*", space: '+' },
  /** `http_build_query()`. */
  php: { bare: '-._', space: '+' },
  /** `urllib.parse.urlencode()`. */
  python: { bare: '-._~', space: '+' },
  /** `URI.encode_www_form()`. */
  ruby: { bare: '-._*', space: '+' },
  /** `curl --data-urlencode` with `--get`, and RFC 3986 in any language. */
  curl: { bare: '-._~', space: '%20' },
} as const satisfies Readonly<Record<string, { readonly bare: string; readonly space: '+' | '%20' }>>;

/** The languages whose way of writing a query is known. */
export type QueryWriter = keyof typeof queryWriters;

/**
 * The URL to which an app sends a merchant: WooCommerce's documentation, "Application Authentication using REST API".
 * Every value is encoded whole, the URLs among them.
 *
 * @param store the store's URL, with or without a slash at its end.
 * @throws {LatchkeyError} (LATCHKEY_URL) for a store that is no URL.
 *
 * @example
 * ```ts
 * import { authorizationUrl } from 'latchkey';
 *
 * authorizationUrl('https://shop.test', {
 *   appName: 'Stock Sync',
 *   scope: 'read_write',
 *   userId: '42',
 *   returnUrl: 'https://app.test/done',
 *   callbackUrl: 'https://app.test/keys',
 * }); // https://shop.test/wc-auth/v1/authorize?app_name=Stock%20Sync&…
 * ```
 */
export function authorizationUrl(
  store: string,
  request: AuthorizationRequest,
  writer: QueryWriter = 'curl',
): string {
  const base = URL.parse(store);
  if (!base)
    throw new LatchkeyError('LATCHKEY_URL', {
      where: `URL ${JSON.stringify(store)}`,
      expected: "a store's URL, such as https://shop.example",
    });
  const parameters = {
    app_name: request.appName,
    scope: request.scope,
    user_id: request.userId,
    return_url: request.returnUrl,
    callback_url: request.callbackUrl,
  };
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encode(value, writer)}`);
  return `${base.origin}${base.pathname.replace(/\/+$/, '')}/wc-auth/v1/authorize?${query.join('&')}`;
}

function encode(value: string, writer: QueryWriter): string {
  const { bare, space } = queryWriters[writer];
  let encoded = '';
  for (const byte of new TextEncoder().encode(value)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9]/.test(character) || bare.includes(character)) encoded += character;
    else if (character === ' ') encoded += space;
    else encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}
