import { createHash, randomBytes } from 'node:crypto';
import { TargetError } from '../../mocks/errors.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { TargetConfiguration } from '../../schemas/types/configuration.ts';
import { wordpressError } from '../answers/error.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import type { Guest } from '../client/http/guest.ts';
import { noAnswer } from '../client/http/no-answer.ts';
import { appendQuery, type Credentials } from '../client/oauth1/request.ts';
import { redactUrl } from '../redact/redact.ts';
import { getJson, type Send } from '../site/ask.ts';
import { askAuthorizationPage, whyNoAuthorizationPage } from '../site/authorization-page.ts';
import { readBody } from '../site/body.ts';
import { findSite } from '../site/find-site.ts';
import { whyNoLegacyApi } from '../site/legacy-api.ts';
import { isSameOrigin } from '../site/origin.ts';
import { adviceOn, problemInWords, type SiteProblem } from '../site/problem.ts';
import { isPlainRoot } from '../site/rest-root.ts';
import { pathOf } from '../site/site-url.ts';
import { apiVersionsOf, type Versions } from '../site/versions.ts';
import { isHomeElsewhere, type Whereabouts } from '../site/whereabouts.ts';
import { whyNotEnglish } from './language.ts';
import { locateBelow } from './locate.ts';
import { otherScheme, type Redirecting, redirectingApi } from './other-scheme.ts';
import type { Capability, Scheme } from './target.ts';

/** What a target of the suite is, before the first scenario: where it is, and what it can do. */
export interface Survey {
  /** The site's URLs that answer, by scheme. */
  readonly urls: Readonly<Partial<Record<Scheme, string>>>;
  /** The home URL under the scheme of the connection: what signatures are verified with. */
  readonly signed: Readonly<Partial<Record<Scheme, string>>>;
  /** The store by plain HTTP, where that leads to TLS and nowhere else. */
  readonly redirecting?: Redirecting;
  /** Where a browser goes: one of `urls`. */
  readonly site: string;
  /** Where WordPress itself is, `wp-login.php` and `wp-admin`: the site, unless it has a folder of its own. */
  readonly wordpress: string;
  /** Makes the path of a route below `/wp-json/` the path at which this store has it. */
  readonly locate: (path: string) => string;
  /** Why the REST API is asked for by `rest_route`; undefined where it has a path of its own. */
  readonly byParameter?: 'plain permalinks' | 'no rewriting';
  /** The namespaces of the REST API; undefined where its index is closed and no key could read them. */
  readonly namespaces: ReadonlySet<string> | undefined;
  readonly server?: string;
  /** As the front page tells them. */
  readonly versions: Versions;
  readonly fingerprint: string;
  /** The store's clock minus this machine's, in seconds. */
  readonly clockDifference: number;
  /** What it lacks, and why. What is not in here it has. */
  readonly lacks: ReadonlyMap<Capability, string>;
  /** The code with which something other than WooCommerce refuses whoever is not logged in: `rest_not_logged_in`. */
  readonly guestRefusal?: string;
  /** Capabilities that the configuration has told. */
  readonly told: ReadonlySet<Capability>;
  readonly notes: readonly string[];
}

/** What the configuration says of where the store is and what it can do. */
export type StatedStore = ReadOnly<
  { name: string } & Pick<TargetConfiguration, 'url' | 'httpUrl' | 'httpsUrl'> &
    NonNullable<TargetConfiguration['capabilities']>
>;

export interface SurveyOptions {
  /** A key that is shown where the index is closed to guests. */
  readonly credentials?: Credentials;
  /** A store whose index is closed will do: keys are made later, by an administrator's log-in. */
  readonly mayBeClosed?: boolean;
}

/**
 * Looks at a store before the run: where it is (`findSite`), over which schemes, and what it can do.
 *
 * @throws {TargetError} when it does not answer as a WordPress site with WooCommerce does; `cause` is the SiteProblem.
 */
export async function surveyStore(
  guest: Guest,
  stated: StatedStore,
  options: SurveyOptions = {},
): Promise<Survey> {
  const send: Send = (request, settings) => guest.attempt(request, settings);
  const where = await findStore(send, stated, options);
  const lacks = new Map<Capability, string>();
  const notes =
    where.apiPath === undefined ? [] : [`the URL ends with ${where.apiPath}: the store is ${where.site}`];

  const { urls, redirecting, home: homeAsTold } = await schemesOf(guest, stated, where, lacks, notes);
  const base = where.site;
  const home = homeAsTold ?? where.home ?? base;
  const locate = locateBelow(where.root.slice(base.length));
  const get = async (path: string) => {
    const request = getJson(`${base}${path}`);
    const exchange = await send({ ...request, url: fresh(request.url) });
    if (!exchange.answer) throw noAnswer({ ...exchange, request });
    return exchange;
  };

  const refusal = await get(locate('/wp-json/wc/v3/orders?per_page=1'));
  const guestRefusal = refusalInFront(refusal);
  if (guestRefusal !== undefined)
    notes.push(
      `guests are refused before WooCommerce is asked (${guestRefusal}): what it says to them is not judged`,
    );
  if (stated.english === false)
    lacks.set('english', 'the configuration says: the store does not answer in English');
  else if (stated.english === undefined) {
    const why = whyNotEnglish(refusal, where.language);
    if (why !== undefined) lacks.set('english', why);
  }
  if (stated.legacyApi === false) lacks.set('legacy-api', 'the configuration says: no legacy API');
  else if (stated.legacyApi === undefined) {
    const why = whyNoLegacyApi(await get('/wc-api/v3/'));
    if (why !== undefined) lacks.set('legacy-api', why);
  }
  const site = browserSite(home, urls);
  if (site === undefined) {
    const elsewhere = `the store's pages lead to its home URL, ${redactUrl(home)}, which is another origin than ${redactUrl(base)}: no log-in goes there`;
    lacks.set('log-in', elsewhere);
    lacks.set('wc-auth', elsewhere);
    notes.push(elsewhere);
  } else if (stated.wcAuth === false) lacks.set('wc-auth', 'the configuration says: no key-granting flow');
  else if (stated.wcAuth === undefined) {
    const why = whyNoAuthorizationPage(
      await askAuthorizationPage(send, fresh(`${site}/wc-auth/v1/authorize`)),
    );
    if (why !== undefined) lacks.set('wc-auth', why);
  }

  const foreign = lacks.get('english');
  if (foreign !== undefined) notes.push(`messages are not compared: ${foreign}`);
  notes.push(...clockNotes(where.clockDifference));
  return {
    urls,
    ...(redirecting && { redirecting }),
    versions: where.versions,
    signed: { http: home.replace(/^https:/i, 'http:'), https: home.replace(/^http:/i, 'https:') },
    site: site ?? base,
    wordpress: wordpressOf(where, site ?? base),
    locate,
    // A site with plain permalinks says so; one whose index names a path is behind a server that does not rewrite.
    ...(isPlainRoot(where.root) && {
      byParameter: where.rootBy === 'link' ? ('plain permalinks' as const) : ('no rewriting' as const),
    }),
    namespaces: where.namespaces && new Set(where.namespaces),
    ...(where.webServer !== undefined && { server: where.webServer }),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([home, [...(where.namespaces ?? [])].sort()]))
      .digest('hex')
      .slice(0, 12),
    clockDifference: where.clockDifference ?? 0,
    lacks,
    ...(guestRefusal !== undefined && { guestRefusal }),
    told: toldBy(stated),
    notes,
  };
}

/** The code of an answer to a guest who asks for a list of WooCommerce's, when that is not WooCommerce's own. */
function refusalInFront({ answer }: HttpExchange): string | undefined {
  if (answer?.status !== 401 && answer?.status !== 403) return undefined;
  const code = wordpressError(readBody(answer).json)?.code;
  return code?.startsWith('woocommerce_') ? undefined : code;
}

/** Caches between here and the store must not answer for it. */
function fresh(url: string): string {
  return appendQuery(url, `latchkey=${randomBytes(6).toString('hex')}`);
}

/** Finds the store, and is content with nothing less than WooCommerce's REST API. */
async function findStore(send: Send, stated: StatedStore, options: SurveyOptions): Promise<Whereabouts> {
  const { credentials, mayBeClosed = false } = options;
  const where = await findSite(send, stated.url, {
    // A store may ask for a minute's patience, several times.
    within: 300_000,
    fresh,
    ...(credentials && {
      key: {
        credentials,
        now: () => Math.floor(Date.now() / 1000),
        nonce: () => randomBytes(16).toString('hex'),
      },
    }),
  });
  const { problem, namespaces, site } = where;
  const isOpen =
    problem?.code === 'index-closed' &&
    (namespaces !== undefined || (problem.key === 'none given' && mayBeClosed));
  if (problem && !isOpen) throw siteError(stated, where.asked, problem);
  if (namespaces && apiVersionsOf(namespaces).length === 0)
    throw new TargetError(
      {
        where: stated.name,
        what: `${redactUrl(site)} is a WordPress site without WooCommerce's REST API: its namespaces are ${namespaces.slice(0, 6).join(', ')}`,
      },
      { advice: `latchkey doctor ${redactUrl(site)} tells more.` },
    );
  // What was named for TLS is the only place by https then.
  if (stated.httpsUrl !== undefined && site.startsWith('https:') && !isSameOrigin(site, stated.httpsUrl))
    throw siteError(stated, where.asked, {
      code: 'redirects-elsewhere',
      from: where.asked,
      to: site,
      status: where.hops[0]?.status ?? 301,
    });
  return where;
}

function siteError({ name }: StatedStore, asked: string, problem: SiteProblem): TargetError {
  const advice = [adviceOn(problem), `latchkey doctor ${redactUrl(asked)} tells why.`];
  return new TargetError(
    { where: name, what: problemInWords(problem) },
    {
      advice: advice.filter(sentence => sentence !== undefined).join(' '),
      cause: problem,
    },
  );
}

const spoken: Record<Scheme, string> = { https: 'TLS', http: 'plain HTTP' };
const capability: Record<Scheme, Capability> = { https: 'tls', http: 'plain-http' };

/** The schemes by which the store is reached, and the home URL as plain HTTP tells it. */
async function schemesOf(
  guest: Guest,
  stated: StatedStore,
  where: Whereabouts,
  lacks: Map<Capability, string>,
  notes: string[],
): Promise<{
  urls: Partial<Record<Scheme, string>>;
  redirecting: Redirecting | undefined;
  home: string | undefined;
}> {
  const main: Scheme = where.site.startsWith('https:') ? 'https' : 'http';
  const other: Scheme = main === 'https' ? 'http' : 'https';
  const urls: Partial<Record<Scheme, string>> = { [main]: where.site };
  const says: Record<Scheme, boolean | undefined> = { https: stated.tls, http: stated.plainHttp };
  let home: string | undefined;
  let redirecting: Redirecting | undefined;
  const isUpgraded = main === 'https' && /^http:/i.test(stated.url);
  if (says[main] === false) lacks.set(capability[main], `the configuration says: no ${spoken[main]}`);
  if (isUpgraded) {
    lacks.set('plain-http', 'plain HTTP redirects to HTTPS');
    redirecting = redirectingApi(where);
  } else if (says[other] === false)
    lacks.set(capability[other], `the configuration says: no ${spoken[other]}`);
  else {
    const named = other === 'https' ? stated.httpsUrl : stated.httpUrl;
    const send: Send = (request, settings) => guest.attempt(request, { ...settings, once: true });
    const found = await otherScheme(send, where.site, named, { isStated: says[other] === true, fresh });
    if ('why' in found) {
      lacks.set(capability[other], found.why);
      ({ redirecting } = found);
    } else {
      urls[other] = found.url;
      // Over TLS WordPress tells its home URL with https, whatever it is.
      if (other === 'http') home = found.home;
    }
  }
  for (const scheme of ['https', 'http'] as const) {
    const why = lacks.get(capability[scheme]);
    if (why !== undefined) notes.push(`${spoken[scheme]}: ${why.replace(/^plain HTTP |^TLS /, '')}`);
  }
  return { urls, redirecting, home };
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

/**
 * Where a browser goes: the URL, of those that were given, at which the home URL lies; by TLS where both schemes do.
 * Undefined where the home URL is another origin than all of them: a password is not sent there.
 */
function browserSite(home: string, urls: Readonly<Partial<Record<Scheme, string>>>): string | undefined {
  return [urls.https, urls.http].find(url => url !== undefined && !isHomeElsewhere(home, url));
}

/** WordPress in a folder of its own: `url` of the index is then another than `home`. */
function wordpressOf({ wordpress, home }: Whereabouts, site: string): string {
  if (wordpress === undefined || home === undefined || pathOf(wordpress) === pathOf(home)) return site;
  return `${new URL(site).origin}${pathOf(wordpress)}`;
}

function clockNotes(difference: number | undefined): string[] {
  if (difference === undefined) return ['the store sends no Date: its clock is taken to be this machine’s'];
  if (Math.abs(difference) < 60) return [];
  return [
    `the store's clock is ${Math.abs(Math.round(difference))} seconds ${difference > 0 ? 'ahead of' : 'behind'} this machine's: signatures take its time`,
  ];
}
