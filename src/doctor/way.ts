/** The way by which a key is let in: what is asked with it besides goes that way. */
import type { HeaderFields, HttpRequest } from '../client/http/exchange.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import type { Evidence } from './evidence.ts';
import { type AdmissionWay, atHome, type Known, routeUrl } from './known.ts';
import { askSigned, basic, inQuery, request } from './requests.ts';
import { isSomebody } from './signs.ts';

/** The probe that tries each way, best first. */
const triedBy = {
  B5: 'header',
  B6: 'query',
  B4: 'signature',
  B4w: 'signature for https',
  B4h: 'signature for http',
} as const satisfies Readonly<Record<string, AdmissionWay>>;

export const wayProbes = Object.keys(triedBy) as (keyof typeof triedBy)[];

/** All ways by which the key was let in, best first. */
export function waysIn(evidence: Evidence): AdmissionWay[] {
  return wayProbes.filter(id => isSomebody(evidence, id)).map(id => triedBy[id]);
}

interface Asked {
  readonly method?: string;
  readonly route: string;
  readonly query: string;
  /** A body of JSON, which no signature covers. */
  readonly json?: string;
}

/** A request with the credentials, sent the way that lets them in. */
export function askByWay(
  known: Known,
  way: AdmissionWay,
  credentials: Credentials,
  { method = 'GET', route, query, json }: Asked,
): HttpRequest {
  const type: HeaderFields = json === undefined ? [] : [['Content-Type', 'application/json']];
  const whole = `${query}${query === '' ? '' : '&'}_cb=${known.nonce()}`;
  if (way === 'header')
    return request(method, routeUrl(known, route, whole), [...basic(credentials), ...type], json);
  if (way === 'query')
    return request(method, routeUrl(known, route, `${whole}&${inQuery(credentials)}`), type, json);
  const scheme = way === 'signature' ? undefined : way === 'signature for https' ? 'https' : 'http';
  const signed = askSigned(known, {
    credentials,
    method,
    route,
    query,
    ...(scheme !== undefined && { signedUrl: atHome(known, scheme) }),
  });
  return json === undefined ? signed : request(method, signed.url, type, json);
}

export const wayInWords: Readonly<Record<AdmissionWay, string>> = {
  header: 'in the Authorization header',
  query: 'in the query',
  signature: 'by OAuth signature',
  'signature for https': 'by OAuth signature for the home URL',
  'signature for http': 'by OAuth signature for the home URL with http',
};
