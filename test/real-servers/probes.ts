/**
 * The probes that tell hosting faults apart, each of `GET /wp-json/wc/v3/products?per_page=1`, and the rows that were
 * measured on a real WooCommerce 10.5.0 behind real servers, asked over TLS, with `http://shop.test:8105` as its home.
 */
import { createHmac, randomBytes } from 'node:crypto';

export const probeIds = ['A4', 'A5', 'A6', 'A7', 'B1', 'B2', 'B3', 'B4', 'B4h', 'B4w', 'B5', 'B6'] as const;
export type ProbeId = (typeof probeIds)[number];

/**
 * What came back, in short: `CV` cannot_view, `MP` missing parameter, `CSI` consumer secret invalid, `IS` invalid
 * signature; else the status and whether it was JSON or HTML.
 */
export type Row = Readonly<Record<ProbeId, string>>;

const rowOf = (text: string): Row => {
  const cells = text.split(/\s+/);
  return Object.fromEntries(probeIds.map((id, i) => [id, cells[i] ?? cells[0]])) as Row;
};
const all = (outcome: string): Row => Object.fromEntries(probeIds.map(id => [id, outcome])) as Row;

export const rows = {
  //                        A4 A5 A6 A7 B1  B2  B3 B4 B4h B4w B5  B6
  healthy: rowOf('           CV MP MP CV CSI CSI IS IS IS  200 200 200'.trim()),
  headerStripped: rowOf('    CV MP CV CV CV  CSI IS IS IS  200 CV  200'.trim()),
  headerHalf: rowOf('        CV MP CV CV CSI CSI IS IS IS  200 200 200'.trim()),
  queryQAdded: rowOf('       CV MP MP CV CSI CSI IS IS IS  IS  200 200'.trim()),
  queryDropped: rowOf('      CV CV MP CV CSI CV  CV CV CV  CV  200 CV'.trim()),
  tlsEndsAtProxy: rowOf('    CV MP MP CV CV  CV  IS IS 200 IS  CV  CV'.trim()),
  htpasswd: all('401 HTML'),
  redirected: all('301 HTML'),
  cached: all('CV'),
} as const;

export interface ProbeRequest {
  readonly method: 'GET';
  readonly target: string;
  /** `Name: value`. */
  readonly headers: readonly string[];
}

export interface ProbeAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface Probed {
  /** The URL that is asked, without a path: `https://shop.test:8443`. */
  readonly asked: string;
  /** Host and port of the home URL. */
  readonly home?: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Unix seconds; the system's clock when left out. */
  readonly now?: number;
  ask(request: ProbeRequest): Promise<ProbeAnswer>;
}

const path = '/wp-json/wc/v3/products';
const query = 'per_page=1';

/** Sends all probes, one after the other. */
export async function probe(target: Probed): Promise<Row> {
  const { consumerKey, consumerSecret, asked } = target;
  const home = target.home ?? 'shop.test:8105';
  const get = (added = '', headers: readonly string[] = []): ProbeRequest => ({
    method: 'GET',
    target: `${path}?${query}${added === '' ? '' : `&${added}`}`,
    headers: ['User-Agent: probes', 'Accept: */*', ...headers],
  });
  const basic = (key: string, secret: string) => [
    `Authorization: Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
  ];
  const signed = (base: string) => get(oauthQuery(`${base}${path}`, target));
  const wrong = `${consumerSecret.slice(0, -1)}${consumerSecret.endsWith('0') ? '1' : '0'}`;

  const requests: Record<ProbeId, () => ProbeRequest> = {
    A4: () => get(),
    A5: () => get('oauth_consumer_key=probe'),
    A6: () => get('', ['Authorization: OAuth oauth_consumer_key="probe"']),
    A7: () => get('', basic('probe', 'probe')),
    B1: () => get('', basic(consumerKey, wrong)),
    B2: () => get(`consumer_key=${consumerKey}&consumer_secret=${wrong}`),
    B3: () => get(oauthQuery(`${asked}${path}`, target, 'Z2FyYmFnZQ%3D%3D')),
    B4: () => signed(asked),
    B4h: () => signed(`http://${home}`),
    B4w: () => signed(`https://${home}`),
    B5: () => get('', basic(consumerKey, consumerSecret)),
    B6: () => get(`consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`),
  };
  const row: Partial<Record<ProbeId, string>> = {};
  for (const id of probeIds) row[id] = outcome(await target.ask(requests[id]()));
  return row as Row;
}

/** OAuth 1.0a parameters with a signature for this URL (RFC 5849, section 3.4), or with the one given. */
function oauthQuery(url: string, { consumerKey, consumerSecret, now }: Probed, garbage?: string): string {
  const parameters = {
    oauth_consumer_key: consumerKey,
    oauth_nonce: randomBytes(8).toString('hex'),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(now ?? Math.floor(Date.now() / 1000)),
  };
  const oauth = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const normalized = [...oauth, query].sort().join('&');
  const base = `GET&${encodeURIComponent(url)}&${encodeURIComponent(normalized)}`;
  const signature = createHmac('sha1', `${consumerSecret}&`).update(base).digest('base64');
  return `${oauth.join('&')}&oauth_signature=${garbage ?? encodeURIComponent(signature)}`;
}

/** An answer in short. */
export function outcome({ status, contentType, body }: ProbeAnswer): string {
  if (!/json/.test(contentType)) return `${status} HTML`;
  if (status === 200) return '200';
  const { code, message } = JSON.parse(body) as { code?: string; message?: string };
  if (status === 401) {
    if (code === 'woocommerce_rest_cannot_view') return 'CV';
    if (code === 'woocommerce_rest_authentication_missing_parameter') return 'MP';
    if (message === 'Consumer secret is invalid.') return 'CSI';
    if (message === 'Invalid signature - provided signature does not match.') return 'IS';
  }
  return `${status} ${code}`;
}
