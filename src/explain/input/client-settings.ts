import { splitUrl } from '../../client/http/split-url.ts';
import { basicField, type ReceivedRequest, toBytes } from '../request.ts';
import { keyLiterals } from './key-literals.ts';

/** How the clients for WooCommerce are made, in the languages that have one. */
const makers =
  /\b(WooCommerceRestApi|WooCommerceAPI|WooCommerceConfig|WooCommerce::API\.new|WooCommerce|WooCommerceApi|MyRestAPI|RestAPI|OAuthConfig|(?:New\w*)?Client|API)\s*\(/;

/**
 * The request that a client for WooCommerce sends with the settings in a piece of code, which names no URL of the API:
 * over https it sends key and secret, over http it signs.
 */
export function readClientSettings(text: string): ReceivedRequest | undefined {
  const made = makers.exec(text);
  if (!made) return undefined;
  const given = text.slice(made.index);
  if (!/consumer|ck_/i.test(given)) return undefined;
  const url =
    /\b(?:base_?|site_?|store_?)?url["']?\s*(?:=>|[:=])\s*["'`](https?:\/\/[^"'`\s]+)/i.exec(given)?.[1] ??
    /^\s*[\w.:]+\s*\(\s*["'`](https?:\/\/[^"'`\s]+)/.exec(given)?.[1];
  const home = url === undefined ? undefined : splitUrl(toBytes(url));
  if (!home) return undefined;
  const [, verb, endpoint = 'products'] =
    /\.(get|post|put|delete|options)(?:_?async)?\(\s*["'`]\/?([\w/-]+)/i.exec(given) ?? [];
  const isOn = (name: string, state: string): boolean =>
    new RegExp(`${name}["']?\\s*(?:=>|[:=])\\s*${state}`, 'i').test(given);
  const version = /version["']?\s*(?:=>|[:=])\s*["'`](v\d|wc\/v\d)["'`]/i.exec(given)?.[1] ?? 'wc/v3';
  // WooCommerce.NET is given the URL of the API, the others that of the store.
  const takesApi = /RestAPI$/.test(made[1] ?? '');
  const prefix = takesApi ? '' : `/${isOn('wp_?api', 'false') ? 'wc-api' : 'wp-json'}/${version}`;
  const path = `${home.target.replace(/[?].*$/, '').replace(/\/+$/, '')}${prefix}/${endpoint.replace(/\/+$/, '')}`;
  const { key, secret } = pairIn(given);
  const request: ReceivedRequest = {
    source: 'code',
    method: verb?.toUpperCase() ?? 'GET',
    methodAssumed: verb === undefined,
    scheme: home.scheme,
    schemeAssumed: false,
    authority: home.authority,
    target: path,
    headers: [],
    body: '',
  };
  if (home.scheme === 'http') return { ...request, isSignedByClient: true };
  if (isOn('query_?string_?auth', 'true'))
    return { ...request, target: `${path}?consumer_key=${key}&consumer_secret=${secret}` };
  return { ...request, headers: [['Authorization', basicField(toBytes(`${key}:${secret}`))]] };
}

/** Key and secret under their names, or in the order in which they are handed over. */
function pairIn(given: string): { readonly key: string; readonly secret: string } {
  const named = (name: string): string | undefined =>
    new RegExp(`consumer_?${name}["']?\\s*(?:=>|[:=])\\s*["'\`](c[ks]_[\\w.…*]+)`, 'i').exec(given)?.[1];
  const [first, second] = keyLiterals(given);
  return { key: named('key') ?? first, secret: named('secret') ?? second };
}
