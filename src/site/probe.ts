import { createHash, randomBytes } from 'node:crypto';
import { causeCode, TargetError } from '../../mocks/errors.ts';
import { type Exchange, type HttpAnswer, headerOf } from '../client/http/exchange.ts';
import { appendQuery } from '../client/oauth1/request.ts';
import type { Guest } from '../targets/guest.ts';
import type { Capability, Scheme } from '../targets/target.ts';

/** What can be known of a store without any credentials. */
export interface Whereabouts {
  /** The site's URLs that answer, by scheme. */
  readonly urls: Readonly<Partial<Record<Scheme, string>>>;
  /** The home URL under the scheme of the connection: what signatures are verified with. */
  readonly signed: Readonly<Partial<Record<Scheme, string>>>;
  /** Where a browser goes: the home URL. */
  readonly site: string;
  /** Where WordPress itself is, `wp-login.php` and `wp-admin`: the site, unless it has a folder of its own. */
  readonly wordpress: string;
  /** Makes the path of a route below `/wp-json/` the path at which this store has it. */
  readonly locate: (path: string) => string;
  /** Whether the REST API is asked for by `rest_route`: the site has plain permalinks. */
  readonly hasPlainPermalinks: boolean;
  readonly namespaces: ReadonlySet<string>;
  readonly server?: string;
  readonly fingerprint: string;
  /** The store's clock minus this machine's, in seconds. */
  readonly clockDifference: number;
  /** What it lacks, and why. What is not in here it has. */
  readonly lacks: ReadonlyMap<Capability, string>;
  /** Capabilities that the configuration has told. */
  readonly told: ReadonlySet<Capability>;
  readonly notes: readonly string[];
}

/** What the configuration says of where the store is and what it can do. */
export interface StatedStore {
  readonly name: string;
  readonly url: string;
  readonly httpUrl?: string;
  readonly httpsUrl?: string;
  readonly tls?: boolean;
  readonly plainHttp?: boolean;
  readonly legacyApi?: boolean;
  readonly wcAuth?: boolean;
  readonly english?: boolean;
}

interface Index {
  readonly url: string;
  readonly home: string;
  readonly namespaces: readonly string[];
  /** The root as a client reaches it: `/wp-json/`, or `/?rest_route=/`. */
  readonly root: string;
}

/**
 * Looks at a store before the run: where its REST API is, over which schemes, what its clock says.
 *
 * @throws {TargetError} when it does not answer as a WordPress site with WooCommerce does; the message says what was
 *   seen instead.
 */
export async function probeStore(guest: Guest, stated: StatedStore): Promise<Whereabouts> {
  const lacks = new Map<Capability, string>();
  const notes: string[] = [];
  const clock = new ClockDifference();
  const get = async (url: string): Promise<Exchange> => {
    const exchange = await guest.send({
      method: 'GET',
      url,
      headers: [['Accept', 'application/json, */*;q=0.5']],
    });
    clock.add(exchange);
    return exchange;
  };

  const candidates = candidateUrls(stated);
  let main: Scheme = /^https:/i.test(stated.url) ? 'https' : 'http';
  let found = await indexOf(get, candidates[main] as string);
  if ('redirect' in found && main === 'http' && isSameButTls(found.redirect, candidates)) {
    lacks.set('plain-http', 'plain HTTP redirects to HTTPS');
    candidates.https ??= siteOf(found.redirect);
    main = 'https';
    found = await indexOf(get, candidates.https as string);
  }
  if (!('namespaces' in found)) throw notAStore(stated, candidates[main] as string, found);
  const index = found;
  if (![...index.namespaces].some(name => /^wc\/v\d$/.test(name)))
    throw new TargetError(
      {
        where: stated.name,
        what: `${candidates[main]} is a WordPress site without WooCommerce's REST API: its namespaces are ${index.namespaces.slice(0, 6).join(', ')}`,
      },
      { advice: `latchkey doctor ${candidates[main]} tells more.` },
    );

  let homeAsTold = index.home;
  const urls: Partial<Record<Scheme, string>> = { [main]: candidates[main] as string };
  const other: Scheme = main === 'https' ? 'http' : 'https';
  const capability: Record<Scheme, Capability> = { https: 'tls', http: 'plain-http' };
  const says: Record<Scheme, boolean | undefined> = { https: stated.tls, http: stated.plainHttp };
  const spoken: Record<Scheme, string> = { https: 'TLS', http: 'plain HTTP' };
  if (says[main] === false) lacks.set(capability[main], `the configuration says: no ${spoken[main]}`);
  const there = candidates[other];
  if (!lacks.has(capability[other])) {
    if (says[other] === false) lacks.set(capability[other], `the configuration says: no ${spoken[other]}`);
    else if (there === undefined)
      lacks.set(capability[other], `no URL for ${spoken[other]} is known: name it with ${other}Url`);
    else if (says[other] === true) urls[other] = there;
    else {
      const seen = await alsoThere(get, there, spoken[other]);
      if (typeof seen === 'string') lacks.set(capability[other], seen);
      else {
        urls[other] = there;
        // Over TLS WordPress tells its home URL with https, whatever it is.
        if (other === 'http') homeAsTold = seen.home;
      }
    }
  }
  for (const scheme of ['https', 'http'] as const) {
    const why = lacks.get(capability[scheme]);
    if (why !== undefined) notes.push(`${spoken[scheme]}: ${why.replace(/^plain HTTP |^TLS /, '')}`);
  }

  const base = urls[main] as string;
  const locate = (path: string) => located(index.root, path);
  const home = homeAsTold.replace(/\/+$/, '') || base;
  if (stated.english !== undefined) {
    if (!stated.english) lacks.set('english', 'the configuration says: the store does not answer in English');
  } else {
    const language = await messageOf(get, base, locate);
    if (language !== undefined) lacks.set('english', language);
  }
  if (stated.legacyApi === false) lacks.set('legacy-api', 'the configuration says: no legacy API');
  else if (stated.legacyApi === undefined) {
    const why = await whyNoLegacyApi(get, base);
    if (why !== undefined) lacks.set('legacy-api', why);
  }
  const site = browserSite(home, urls);
  const closed = await whyNoPages(get, site, urls);
  if (closed !== undefined) {
    lacks.set('log-in', closed);
    lacks.set('wc-auth', closed);
    notes.push(closed);
  } else if (stated.wcAuth === false) lacks.set('wc-auth', 'the configuration says: no key-granting flow');
  else if (stated.wcAuth === undefined) {
    const why = await whyNoFlow(get, site);
    if (why !== undefined) lacks.set('wc-auth', why);
  }

  if (urls.http === undefined && site.startsWith('http:'))
    notes.push(`the store's home URL is ${site}: pages and log-ins go there, over plain HTTP`);
  const difference = clock.seconds();
  if (difference === undefined)
    notes.push('the store sends no Date: its clock is taken to be this machine’s');
  else if (Math.abs(difference) >= 60)
    notes.push(
      `the store's clock is ${Math.abs(Math.round(difference))} seconds ${difference > 0 ? 'ahead of' : 'behind'} this machine's: signatures take its time`,
    );
  return {
    urls,
    signed: { http: home.replace(/^https:/i, 'http:'), https: home.replace(/^http:/i, 'https:') },
    site,
    wordpress: sameFolder(index, site),
    locate,
    hasPlainPermalinks: index.root.includes('rest_route='),
    namespaces: new Set(index.namespaces),
    ...(clock.server !== undefined && { server: clock.server }),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([home, [...index.namespaces].sort()]))
      .digest('hex')
      .slice(0, 12),
    clockDifference: difference ?? 0,
    lacks,
    told: toldBy(stated),
    notes,
  };
}

function toldBy(stated: StatedStore): Set<Capability> {
  const named: [Capability, boolean | undefined][] = [
    ['tls', stated.tls],
    ['plain-http', stated.plainHttp],
    ['legacy-api', stated.legacyApi],
    ['wc-auth', stated.wcAuth],
    ['english', stated.english],
  ];
  return new Set(named.filter(([, says]) => says !== undefined).map(([name]) => name));
}

/** With a port of its own the other scheme is on another one, which cannot be guessed. */
function candidateUrls({ url, httpUrl, httpsUrl }: StatedStore): Partial<Record<Scheme, string>> {
  const clean = (text: string | undefined) => text?.replace(/\/+$/, '');
  const main = clean(url) as string;
  const hasPort = /^https?:\/\/(?:\[[^\]]*\]|[^/:]*):\d+/i.test(main);
  const swapped = (scheme: Scheme) => (hasPort ? undefined : main.replace(/^https?:/i, `${scheme}:`));
  const isTls = /^https:/i.test(main);
  return {
    https: isTls ? main : (clean(httpsUrl) ?? swapped('https')),
    http: isTls ? (clean(httpUrl) ?? swapped('http')) : main,
  };
}

type Seen =
  | Index
  | { readonly redirect: string; readonly exchange: Exchange }
  | { readonly exchange: Exchange };
type Get = (url: string) => Promise<Exchange>;

/** Caches between here and the store must not answer for it. */
function fresh(url: string): string {
  return appendQuery(url, `latchkey=${randomBytes(6).toString('hex')}`);
}

const indexFields = '_fields=name,url,home,namespaces';

/** The index of the REST API at its usual place, or else where the front page says. */
async function indexOf(get: Get, site: string): Promise<Seen> {
  const usual = await get(fresh(`${site}/wp-json/?${indexFields}`));
  const read = readIndex(usual.answer, '/wp-json/');
  if (read) return read;
  const to = headerOf(usual.answer?.headers ?? [], 'location');
  const status = usual.answer?.status ?? 0;
  if (to !== undefined && status >= 300 && status < 400)
    return { redirect: absolute(to, site), exchange: usual };
  const front = await get(fresh(`${site}/`));
  const link = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(
    headerOf(front.answer?.headers ?? [], 'link') ?? '',
  )?.[1];
  // Without a Link, as on a page that redirects, the root of plain permalinks is tried.
  const { pathname, search } = new URL(
    link !== undefined && URL.canParse(link) ? link : `${site}/?rest_route=/`,
  );
  const folder = new URL(site).pathname.replace(/\/+$/, '');
  const root = `${pathname.startsWith(folder) ? pathname.slice(folder.length) : pathname}${search}`;
  const elsewhere = await get(fresh(appendQuery(`${site}${root}`, indexFields)));
  return readIndex(elsewhere.answer, root) ?? { exchange: usual };
}

function readIndex(answer: HttpAnswer | undefined, root: string): Index | undefined {
  if (answer?.status !== 200) return undefined;
  const json = jsonOf(answer) as Partial<Record<keyof Index, unknown>> | undefined;
  if (!Array.isArray(json?.namespaces) || typeof json.home !== 'string') return undefined;
  return {
    url: typeof json.url === 'string' ? json.url : json.home,
    home: json.home,
    namespaces: json.namespaces.map(String),
    root,
  };
}

function isSameButTls(to: string, candidates: Partial<Record<Scheme, string>>): boolean {
  if (!/^https:/i.test(to) || !candidates.http) return false;
  const [from, there] = [new URL(candidates.http), new URL(to)];
  return (
    from.hostname === there.hostname && (candidates.https === undefined || siteOf(to) === candidates.https)
  );
}

/** The site's URL of the index's. */
function siteOf(url: string): string {
  return url
    .replace(/[?#].*$/s, '')
    .replace(/\/wp-json\/?$/, '')
    .replace(/\/+$/, '');
}

function absolute(to: string, base: string): string {
  return URL.parse(to, `${base}/`)?.href ?? to;
}

function notAStore(
  { name }: StatedStore,
  url: string,
  seen: { readonly redirect?: string; readonly exchange: Exchange },
): TargetError {
  const advice = `latchkey doctor ${url} tells why.`;
  if (seen.redirect !== undefined)
    return new TargetError(
      {
        where: name,
        what: `${url} redirects to ${siteOf(seen.redirect)}`,
        expected: 'the URL at which the store itself answers',
      },
      { advice: `Name that one. ${advice}` },
    );
  const { answer } = seen.exchange;
  const headers = answer?.headers ?? [];
  const json = answer && (jsonOf(answer) as { code?: unknown } | undefined);
  const challenge = headerOf(headers, 'www-authenticate');
  const text = Buffer.from(answer?.body ?? []).toString('utf8');
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim();
  const what = [
    String(answer?.status),
    headerOf(headers, 'content-type') ?? 'no Content-Type',
    ...(typeof json?.code === 'string' ? [json.code] : []),
    ...(title ? [`“${title.slice(0, 80)}”`] : []),
    ...(challenge !== undefined ? ['and the web server asks for a password of its own (htpasswd)'] : []),
  ].join(', ');
  return new TargetError(
    { where: name, what: `${url} does not answer as a WordPress site: ${what}` },
    { advice },
  );
}

/** The index over the other scheme, or why the site cannot be reached there. */
async function alsoThere(get: Get, url: string, spoken: string): Promise<Index | string> {
  try {
    const seen = await indexOf(get, url);
    if ('namespaces' in seen) return seen;
    if ('redirect' in seen)
      return /^https:/i.test(seen.redirect) && spoken === 'plain HTTP'
        ? 'plain HTTP redirects to HTTPS'
        : `${spoken} redirects to ${siteOf(seen.redirect)}`;
    return `over ${spoken} another site answers (${seen.exchange.answer?.status})`;
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const code = causeCode(error) ?? 'no answer';
    return `over ${spoken} nothing answers at ${new URL(url).origin} (${code})`;
  }
}

/** Where WooCommerce says no to somebody without credentials its words are known. */
async function messageOf(
  get: Get,
  base: string,
  locate: (path: string) => string,
): Promise<string | undefined> {
  const { answer } = await get(fresh(`${base}${locate('/wp-json/wc/v3/orders?per_page=1')}`));
  const message = (answer && (jsonOf(answer) as { message?: unknown } | undefined))?.message;
  return message === 'Sorry, you cannot list resources.' ? undefined : 'the store does not answer in English';
}

async function whyNoLegacyApi(get: Get, base: string): Promise<string | undefined> {
  const { answer } = await get(fresh(`${base}/wc-api/v3/`));
  const json = answer && (jsonOf(answer) as { store?: unknown } | undefined);
  if (answer?.status === 200 && json?.store !== undefined) return undefined;
  return /woocommerce_api_disabled/.test(Buffer.from(answer?.body ?? []).toString('utf8'))
    ? 'the store has no legacy API'
    : `the store answers ${answer?.status} at /wc-api/v3/, and not as WooCommerce does`;
}

/** Log-ins end at the home URL, so it has to answer where it is not the URL that was given. */
async function whyNoPages(
  get: Get,
  site: string,
  urls: Partial<Record<Scheme, string>>,
): Promise<string | undefined> {
  if (Object.values(urls).some(url => url.toLowerCase() === site.toLowerCase())) return undefined;
  try {
    await get(fresh(`${site}/wp-login.php`));
    return undefined;
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const code = causeCode(error) ?? 'no answer';
    return `nobody can log in: the store's home URL, ${site}, does not answer (${code})`;
  }
}

/** Without parameters the flow says what is missing, on a page with 401. */
async function whyNoFlow(get: Get, site: string): Promise<string | undefined> {
  let answer: HttpAnswer | undefined;
  try {
    ({ answer } = await get(fresh(`${site}/wc-auth/v1/authorize`)));
  } catch (error) {
    // The API has answered at the URL that was given; the home URL may be one that is not reached from here.
    if (error instanceof TargetError) return `the store's home URL is not reached: ${error.message}`;
    throw error;
  }
  const type = headerOf(answer?.headers ?? [], 'content-type') ?? '';
  if (
    answer?.status === 401 &&
    /html/.test(type) &&
    headerOf(answer.headers, 'www-authenticate') === undefined
  )
    return undefined;
  return `the store answers ${answer?.status} at /wc-auth/v1/authorize`;
}

/**
 * Where a browser goes: the home URL, over TLS where that is the same host and port. Where TLS has a port of its own the
 * home URL is the plain one, whatever scheme it was told with; that it is on the same host is asked for, since a password
 * may go there.
 */
function browserSite(home: string, urls: Partial<Record<Scheme, string>>): string {
  const bare = (url: string | undefined) => url?.replace(/^https?:/i, '').toLowerCase();
  if (urls.https === undefined || bare(urls.https) === bare(home)) return urls.https ?? home;
  const isSameHost = URL.parse(home)?.hostname === new URL(urls.https).hostname;
  return isSameHost ? home.replace(/^https:/i, 'http:') : urls.https;
}

/** WordPress in a folder of its own: `url` of the index is then another than `home`. */
function sameFolder({ url, home }: Index, site: string): string {
  const folder = new URL(url).pathname.replace(/\/+$/, '');
  return folder === new URL(home).pathname.replace(/\/+$/, '') ? site : `${new URL(site).origin}${folder}`;
}

function located(root: string, path: string): string {
  const route = /^\/wp-json(\/[^?#]*|)(?:\?(.*))?$/s.exec(path);
  if (!route || root === '/wp-json/') return path;
  const [, name = '', query] = route;
  const whole = `${root.replace(/\/$/, '')}${name}`;
  return query === undefined ? whole : appendQuery(whole, query);
}

function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(
      Buffer.from(answer.body)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
  } catch {
    return undefined;
  }
}

/** A Date tells the second that had begun: on the average half a second has passed of it. */
class ClockDifference {
  readonly #samples: number[] = [];
  server: string | undefined;

  add({ answer, startedAt, duration }: Exchange): void {
    this.server ??= headerOf(answer?.headers ?? [], 'server');
    // An answer out of a cache has the Date of when it was made (RFC 9111 section 5.1).
    if (headerOf(answer?.headers ?? [], 'age') !== undefined) return;
    const date = Date.parse(headerOf(answer?.headers ?? [], 'date') ?? '');
    if (!Number.isNaN(date)) this.#samples.push((date + 500 - (startedAt + duration / 2)) / 1000);
  }

  /** The median: one late answer does not count. */
  seconds(): number | undefined {
    const sorted = [...this.#samples].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
