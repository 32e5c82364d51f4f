/** Answers that only WordPress gives: before one of them was seen, no key is shown. */
import { unprovenMembers } from '../answers/members.ts';
import type { Reading } from './reading.ts';

/** An answer, and the probe that brought it. */
interface Answered {
  readonly probe: { readonly id: string };
  readonly reading: Reading;
}

/** Namespaces of which each WordPress has one since it has a REST API; nothing else calls its own so. */
const ownNamespaces = /^(wp\/v2|oembed\/1\.0|wc\/v\d+)$/;
/** Error codes that WordPress and WooCommerce give. */
const ownCodes = /^(rest|woocommerce_rest|woocommerce_api)_\w+$/;

/** The probe whose answer proves that WordPress is there; undefined where none does. */
export function provingProbe(all: readonly Answered[]): string | undefined {
  const front = all.find(({ probe }) => probe.id === 'A1')?.reading;
  return all.find(({ reading }) => isIndex(reading) || isError(reading, front))?.probe.id;
}

/**
 * Whether WordPress itself answers, and no copy of its answers: keys go out after that alone. A copy of a site holds the
 * index as a file, and a mock has one error for whatever is asked; neither sends the fields of the REST API, nor data
 * here and an error there.
 */
export function isAlive(all: readonly Answered[]): boolean {
  const front = all.find(({ probe }) => probe.id === 'A1')?.reading;
  const [indexes, errors] = [
    all.filter(({ reading }) => isIndex(reading)),
    all.filter(({ reading }) => isError(reading, front)),
  ];
  if ([...indexes, ...errors].some(({ reading }) => isSentByRestApi(reading))) return true;
  if (indexes.length > 0 && errors.length > 0) return true;
  if (isWordPressFrontPage(front) && all.some(({ reading }) => isToGrant(reading))) return true;
  return new Set(errors.map(({ reading }) => reading.code as string).filter(isOfNobody)).size > 1;
}

/**
 * WooCommerce sends the merchant from the page that grants keys to its own log-in, and takes along what the client sent:
 * no copy of an answer does, and nothing else has that path. It is asked for where the REST API is closed to guests.
 */
function isToGrant(reading: Reading): boolean {
  const location = URL.parse(reading.header('location') ?? '');
  return (
    reading.status === 302 &&
    location?.pathname.endsWith('/wc-auth/v1/login/') === true &&
    location.searchParams.get('app_name') === 'Latchkey' &&
    reading.header('x-redirect-by') === 'WordPress'
  );
}

/** What WordPress and WooCommerce tell nobody, each for another request. */
function isOfNobody(code: string): boolean {
  return /^(rest_no_route|woocommerce_rest_cannot_view|woocommerce_rest_authentication_(missing_parameter|error)|woocommerce_api_authentication_error)$/.test(
    code,
  );
}

/** An index as `WP_REST_Server` writes it: namespaces of WordPress's own, and the routes. */
function isIndex({ json, said }: Reading): boolean {
  if (said !== 'let in') return false;
  const { namespaces, routes } = unprovenMembers('site-index', json);
  return (
    Array.isArray(namespaces) &&
    namespaces.some(name => typeof name === 'string' && ownNamespaces.test(name)) &&
    typeof routes === 'object' &&
    routes !== null &&
    // The index itself is one of its routes.
    Object.hasOwn(routes, '/')
  );
}

/**
 * An error as `rest_error_to_response()` writes it: `data` repeats the status. Plugins have codes of their own; theirs
 * count where the answer shows WordPress besides. A front page shows none: a static copy of it may stand before another
 * application.
 */
function isError(reading: Reading, front: Reading | undefined): boolean {
  if (reading.code === undefined || reading.said === 'no answer') return false;
  const { data } = unprovenMembers('rest-error', reading.json);
  const isRepeated =
    typeof data === 'object' && data !== null && 'status' in data && data.status === reading.status;
  if (!isRepeated && !/^woocommerce_api_/.test(reading.code)) return false;
  // WordPress's front page is no part of its REST API: whatever is asked there has this one answer.
  if (front?.code === reading.code) return false;
  return ownCodes.test(reading.code) || isSentByRestApi(reading);
}

/** `WP_REST_Server::serve_request()` names these for browsers with each of its answers, those without a body too. */
export function isSentByRestApi(reading: Reading): boolean {
  return /\bX-WP-Total\b/i.test(reading.header('access-control-expose-headers') ?? '');
}

/** A front page that names its REST API, or loads a theme. */
export function isWordPressFrontPage(reading: Reading | undefined): boolean {
  // JSON is no page; other applications repeat the path that was asked in theirs.
  if (reading === undefined || !['not JSON', 'redirect'].includes(reading.said)) return false;
  return (
    /rel="?https:\/\/api\.w\.org\/"?/.test(reading.header('link') ?? '') ||
    /\/wp-(content|includes|json)\//.test(reading.text)
  );
}
