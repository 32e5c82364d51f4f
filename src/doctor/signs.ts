/** Signs that several faults look for. Each says what was seen, none says why. */
import { unprovenMembers } from '../answers/members.ts';
import { keyForm } from '../client/key-form.ts';
import { isObject } from '../files/json-text.ts';
import { isPlainRoot } from '../site/rest-root.ts';
import { edgeOf, isSuspendedPage, suspendedPath } from './edges.ts';
import type { Evidence, Probed } from './evidence.ts';
import { bareHost, isSamePlace, pathOf } from './known.ts';
import { asksForFewer, saysTooMany } from './limits.ts';
import type { Answers } from './probe.ts';
import { isTimeOut, type Reading } from './reading.ts';
import { securityPluginOf } from './security-plugins.ts';

/** WooCommerce's authentication, or an OAuth plugin in its place, saw the single OAuth parameter that was sent. */
export function isSeen(evidence: Evidence, id: string): boolean {
  return evidence.said(id) === 'missing parameter' || /^json_oauth1_/.test(evidence.reading(id)?.code ?? '');
}

/**
 * What shows that a key in the Authorization header has settled who asks, though none was sent:
 * `WC_REST_Authentication::authenticate()` takes Basic first, and then looks at no OAuth parameter. Wrong credentials in
 * the query are refused all the same; and a list comes for POST, which no cache keeps, beside WooCommerce's own errors.
 */
export function signOfAddedKey(evidence: Evidence): readonly [id: string, why: string] | undefined {
  if (evidence.said('A5') !== 'let in') return undefined;
  const refused = ['A15', 'B2', 'B3'].find(id => evidence.said(id) === 'refused');
  if (refused) return [refused, 'the query is read, so it is no cache that gives what another was given'];
  const isWooCommerces = ['A8-PATCH', 'A8-PUT'].some(id =>
    evidence.reading(id)?.code?.startsWith('woocommerce_rest_'),
  );
  return evidence.said('A26') === 'let in' && isWooCommerces
    ? ['A26', 'no cache keeps answers to POST']
    : undefined;
}

/** WordPress answered, and nobody saw the parameter. */
export function isUnseen(evidence: Evidence, id: string): boolean {
  return evidence.isWordPress(id) && !isSeen(evidence, id);
}

/** The credentials were accepted: data came, or a refusal that only a known user gets. */
export function isSomebody(evidence: Evidence, id: string): boolean {
  const said = evidence.said(id);
  return said === 'let in' || said === 'forbidden';
}

/**
 * A page that refuses: 4xx or 5xx without JSON. A password, a path that is not there, an error of PHP, too many
 * requests and a site in maintenance are something else.
 */
export function isRefusalPage(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    reading?.said === 'not JSON' &&
    (reading.status as number) >= 400 &&
    ![401, 404, 500, 502, 504].includes(reading.status as number) &&
    (!asksForFewer(reading) ||
      (evidence.isRuleOf429 && saysTooMany(reading)) ||
      (evidence.areRefusalsForContent && !saysTooMany(reading)))
  );
}

/**
 * A refusal in JSON in which WooCommerce has no part: of a product that does not exist it says so with a code of its own,
 * or WordPress names a parameter. An error of PHP is told by its own fault.
 */
export function isForeignRefusal(reading: Reading | undefined): boolean {
  if (reading === undefined || (reading.said !== 'other error' && reading.said !== 'odd JSON')) return false;
  if ((reading.status ?? 0) < 400 || reading.status === 500) return false;
  return !/^(woocommerce_|wc_user_invalid_id$|json_oauth1_|rest_(invalid_param|missing_callback_param)$)/.test(
    reading.code ?? '',
  );
}

/**
 * A refusal that is for nobody alone, as far as can be seen: a key that is let in is asked for itself, and 401 says that
 * whoever logs in may (`rest_authorization_required_code()`).
 */
export function isForNobody(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  if (reading?.said !== 'other error' || id.startsWith('B')) return false;
  return evidence.known.way !== undefined || reading.status === 401;
}

/** Not answered in time, nor when it was asked again by itself, while WordPress answers others: dropped without a word. */
export function isDropped(evidence: Evidence, id: string): boolean {
  const again = evidence.repeats(id);
  const isLate = isTimeOut(evidence.reading(id)) && again.length > 0 && again.every(isTimeOut);
  const isAnsweredLater = evidence.late.length > 0 || evidence.latecomers.length > 0;
  return isLate && evidence.isWordPress('A5') && !isAnsweredLater;
}

/** `rest_authorization_required_code()` is 403 for a user and 401 for nobody: without credentials somebody is logged in. */
export function isAnybodySomebody(evidence: Evidence): boolean {
  return evidence.said('A4') === 'forbidden';
}

/** The connection ended without an answer, while others are answered. */
export function isCut(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return reading?.said === 'no answer' && reading.status === undefined && !isTimeOut(reading);
}

/**
 * Whatever is sent with this method gets no answer, and what is read does: dropped without a word. The connection of one
 * that was dropped may be closed when it is used again.
 */
export function isMethodDropped(evidence: Evidence, method: string): boolean {
  const sent = evidence.all.filter(({ exchange }) => exchange.request.method === method);
  const answers = sent.flatMap(({ probe, reading }) => [reading, ...evidence.repeats(probe.id)]);
  return (
    answers.length > 1 &&
    answers.some(isTimeOut) &&
    answers.every(({ said, status }) => said === 'no answer' && status === undefined) &&
    evidence.isWordPress('A4') &&
    evidence.isWordPress('A5')
  );
}

/** The API was found at ?rest_route= alone: other methods than GET end at the server's own index then. */
export function isWithoutRewriting({ whereabouts }: Evidence): boolean {
  return whereabouts.rootBy === 'tried' && isPlainRoot(whereabouts.root);
}

/** A challenge or refusal that names the product which gives it; other faults do not look behind these. */
export function isChallenge(reading: Reading | undefined): boolean {
  return (
    reading !== undefined &&
    (isCloudflareChallenge(reading) ||
      edgeOf(reading) !== undefined ||
      isSuspendedPage(reading) ||
      reading.header('sg-captcha') !== undefined ||
      securityPluginOf(reading) !== undefined ||
      isImunify(reading))
  );
}

/** cf-mitigated tells it; before there was that field, the title of the page did. */
export function isCloudflareChallenge(reading: Reading): boolean {
  return (
    reading.header('cf-mitigated') !== undefined ||
    (reading.header('cf-ray') !== undefined && /<title>just a moment/i.test(reading.text))
  );
}

export function isImunify(reading: Reading): boolean {
  return (
    /imunify360/i.test(reading.header('server') ?? '') ||
    (reading.said === 'odd JSON' && /imunify360/i.test(reading.text))
  );
}

/** The key is known to the store, as far as the words of refusals tell; undefined where nothing tells. */
export function isKnownKey(evidence: Evidence): boolean | undefined {
  if (evidence.said('B3') !== 'refused' || evidence.said('A15') !== 'refused') return undefined;
  return !evidence.isSameError('B3', 'A15');
}

/**
 * What was given has not the form of a key, WooCommerce does not know it, and it is let in as Basic: a user name and an
 * application password (`wp_validate_application_password()`), or what a plugin takes.
 */
export function isLogInOfUser(evidence: Evidence): boolean {
  const key = evidence.known.credentials?.consumerKey;
  return (
    key !== undefined && !keyForm.test(key) && isSomebody(evidence, 'B5') && isKnownKey(evidence) === false
  );
}

/** Right key and secret are let in, in the header or in the query. */
export function isLetIn(evidence: Evidence): boolean {
  return ['B5', 'B6', 'B4', 'B4w', 'B4h', 'B4q'].some(id => isSomebody(evidence, id));
}

/** The signature was refused as such: with the words for a garbage signature of a key that is known. */
export function isSignatureRefused(evidence: Evidence, id: string): boolean {
  return isKnownKey(evidence) === true && evidence.isSameError(id, 'B3');
}

/** A signature is refused in other words than a wrong one, an old timestamp and an unknown key: its nonce counts as used. */
export function isNonceRefused(evidence: Evidence, id: string): boolean {
  return (
    id.startsWith('B4') &&
    evidence.said(id) === 'refused' &&
    ['B3', 'B4t', 'A15'].every(
      other => evidence.said(other) === 'refused' && !evidence.isSameError(id, other),
    )
  );
}

export interface Redirect {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

/** Redirects that a client with the URL as given meets, but for those to a page that says why there is no site. */
export function redirects(evidence: Evidence): Redirect[] {
  return allRedirects(evidence).filter(redirect => !isToSetUp(redirect) && !isToSuspended(redirect));
}

/** Redirects to cPanel's page of a site that is switched off. */
export function suspendedRedirects(evidence: Evidence): Redirect[] {
  return allRedirects(evidence).filter(isToSuspended);
}

function isToSuspended({ to }: Redirect): boolean {
  return suspendedPath.test(new URL(to).pathname);
}

/** Redirects to the pages of WordPress that install it, or that found a new site of a network. */
export function setUpRedirects(evidence: Evidence): Redirect[] {
  return allRedirects(evidence).filter(isToSetUp);
}

function isToSetUp({ to }: Redirect): boolean {
  return /\/(wp-admin\/(install|setup-config)|wp-signup)\.php$/.test(new URL(to).pathname);
}

/** The pretty path of the index, where WordPress was found by trying ?rest_route= alone: clients ask the pretty one. */
export function prettyIndex(evidence: Evidence): ['A2w'] | [] {
  return isWithoutRewriting(evidence) ? ['A2w'] : [];
}

/** Those of the API, and of the front page where it led away. */
function allRedirects(evidence: Evidence): Redirect[] {
  const { whereabouts } = evidence;
  const found: Redirect[] = [];
  if (whereabouts.site !== whereabouts.asked)
    found.push(...whereabouts.hops.map(hop => ({ id: 'A1', ...hop })));
  for (const id of ['A2', 'A4', 'A2a', ...prettyIndex(evidence)]) {
    const probed = evidence.get(id);
    // Some answer 3xx and name no URL, or javascript:, which no client of an API follows: that leads nowhere.
    if (probed?.reading.said !== 'redirect' || probed.reading.location === undefined) continue;
    const from = probed.exchange.request.url;
    const to = URL.parse(probed.reading.location, from);
    if (to && /^https?:$/.test(to.protocol))
      found.push({ id, from, to: to.href, status: probed.reading.status as number });
  }
  return found;
}

/** The store says that it lives at the URL asked, whose pages lead to a path below: a language, no folder of the store. */
export function isHomeAsked({ whereabouts: { asked, home } }: Evidence): boolean {
  return home !== undefined && isSamePlace(home, asked) && pathOf(home) === pathOf(asked);
}

/** It was redirected to the URL that was asked. */
export function isSelfRedirect(evidence: Evidence, id: string): boolean {
  const probed = evidence.get(id);
  if (probed?.reading.said !== 'redirect' || probed.reading.location === undefined) return false;
  const { url } = probed.exchange.request;
  return URL.parse(probed.reading.location, url)?.href === new URL(url).href;
}

/**
 * A folder of the name of the REST root lies in the document root: mod_dir, Nginx and their like add its slash, and no
 * front controller is asked for what is a folder (`RewriteCond %{REQUEST_FILENAME} !-d`, `try_files $uri/`).
 */
export function isFolderInTheWay(evidence: Evidence): boolean {
  const probed = evidence.get('A2n');
  if (probed?.reading.location === undefined || evidence.isWordPress('A2')) return false;
  const { url } = probed.exchange.request;
  return URL.parse(probed.reading.location, url)?.pathname === `${new URL(url).pathname}/`;
}

/** Not the Authorization header alone is lost: WordPress answers each Origin that it is told (`rest_send_cors_headers()`). */
export function areAllFieldsLost(evidence: Evidence): boolean {
  const preflight = evidence.reading('A18');
  return (
    preflight?.status === 200 &&
    preflight.header('access-control-allow-headers') !== undefined &&
    ['origin', 'methods', 'credentials'].every(
      name => preflight.header(`access-control-allow-${name}`) === undefined,
    ) &&
    ['A6', 'A21'].every(id => !isSeen(evidence, id))
  );
}

/** What a browser sends for a page of another site is refused; the same without Origin is answered. */
export function isOriginRefused(evidence: Evidence): boolean {
  return (
    isOwnAnswer(evidence, 'A23-plain') &&
    ['A23-v2', 'A23-store'].every(id => evidence.reading(id) !== undefined && !isOwnAnswer(evidence, id))
  );
}

/** WooCommerce's own way to the log-in stays at the store; a single sign-on leads to a host of its own. */
export function isGrantLedAway(evidence: Evidence): boolean {
  const { location } = evidence.reading('A13') ?? {};
  if (evidence.said('A13') !== 'redirect' || location === undefined || !/^https?:/i.test(location))
    return false;
  if (!URL.canParse(location) || !evidence.isWordPress('A4')) return false;
  return [evidence.known.site, evidence.known.home].every(
    url => new URL(url).host !== new URL(location).host,
  );
}

/** Of WordPress, and no refusal of a plugin. */
export function isOwnAnswer(answers: Pick<Answers, 'isWordPress' | 'reading'>, id: string): boolean {
  return answers.isWordPress(id) && !isForeignRefusal(answers.reading(id));
}

/** In words: `A2 was redirected (301) from … to …`. */
export function redirectInWords({ id, from, to, status }: Redirect): string {
  return `${id} was redirected (${status}) from ${from} to ${to}.`;
}

export function isToLogin({ to }: Redirect): boolean {
  return /\/wp-login\.php$/.test(new URL(to).pathname);
}

/** Whatever is asked leads to one page, whose path says that it is for logging in. */
export function isToOneLogIn(evidence: Evidence): boolean {
  const [index, list] = ['A2', 'A4'].map(id => redirects(evidence).find(redirect => redirect.id === id));
  if (index === undefined || list === undefined) return false;
  const paths = [index, list].map(({ to }) => new URL(to).pathname);
  return paths[0] === paths[1] && /\/(log-?in|sign-?in|auth|my-account)\b[^/]*\/?$/i.test(paths[0] ?? '');
}

export function isToOtherHost({ from, to }: Pick<Redirect, 'from' | 'to'>): boolean {
  return bareHost(from) !== bareHost(to);
}

/** Another port with the same scheme: behind a proxy that is a server which tells its own. */
export function isToOtherPort({ from, to }: Redirect): boolean {
  const [one, other] = [new URL(from), new URL(to)];
  return one.protocol === other.protocol && one.hostname === other.hostname && one.port !== other.port;
}

export function isDowngrade({ from, to }: Redirect): boolean {
  return bareHost(from) === bareHost(to) && !isSamePlace(from, to);
}

/**
 * What the legacy API, where it is there and sees TLS, says of a request without credentials (A12): the words for an
 * unknown key (A12k) when somebody has put credentials into it on the way. Undefined where it cannot tell.
 */
export function legacyTells(evidence: Evidence): 'credentials came along' | 'none came along' | undefined {
  const [without, unknown] = [evidence.reading('A12'), evidence.reading('A12k')];
  const code = 'woocommerce_api_authentication_error';
  if (without?.code !== code || unknown?.code !== code || without.status !== 401) return undefined;
  // A cache answers both alike.
  if (cacheMark(unknown) !== undefined || (isUnseen(evidence, 'A5') && isSeen(evidence, 'A20')))
    return undefined;
  return without.message === unknown.message ? 'credentials came along' : 'none came along';
}

/** The namespaces that the index tells; undefined where there was no index. */
export function namespaces(evidence: Evidence): readonly string[] | undefined {
  const told = unprovenMembers('site-index', evidence.reading('A2')?.json).namespaces;
  return Array.isArray(told) ? told.filter(each => typeof each === 'string') : undefined;
}

/** What the index says below "authentication"; undefined where there was no index. */
export function offersApplicationPasswords(answers: Pick<Answers, 'reading'>): boolean | undefined {
  const index = answers.reading('A2');
  if (index?.said !== 'let in' || !isObject(index.json)) return undefined;
  const { authentication, namespaces: names } = index.json;
  if (authentication === undefined || names === undefined) return undefined;
  return isObject(authentication) && 'application-passwords' in authentication;
}

/** What says that a cache answered: `X-Cache: HIT`; undefined where nothing does. */
export function cacheMark(reading: Reading | undefined): string | undefined {
  if (!reading) return undefined;
  for (const name of [
    'x-cache',
    'cf-cache-status',
    'x-litespeed-cache',
    'x-proxy-cache',
    'x-cache-status',
    'x-fastcgi-cache',
    'x-nginx-cache',
    'x-sucuri-cache',
    'x-kinsta-cache',
    'sg-optimizer-cache',
    'x-srcache-fetch-status',
  ]) {
    const value = reading.header(name);
    if (value !== undefined && /\bhit\b/i.test(value)) return `${name}: ${value}`;
  }
  const varnish = reading.header('x-varnish');
  if (varnish !== undefined && /^\d+ \d+$/.test(varnish)) return `x-varnish: ${varnish}`;
  const age = reading.header('age');
  return age !== undefined && Number(age) > 0 ? `age: ${age}` : undefined;
}

/** Nobody was refused a URL, and was given its data once a key had asked for it: a cache keeps what is let in. */
export function isDataForNobody(evidence: Evidence): boolean {
  return (
    evidence.isAnonymous('A4') &&
    evidence.isAnonymous('A10a') &&
    isSomebody(evidence, 'B10') &&
    evidence.said('A10b') === 'let in'
  );
}

/** A cache whose key holds not even the path gives the front page for everything. */
export function isFrontPage(evidence: Evidence): boolean {
  const [front, list] = [evidence.reading('A1'), evidence.reading('A4')];
  if (front === undefined || list?.said !== front.said || !evidence.isWordPress('A16')) return false;
  if (list.said === 'redirect') return list.location !== undefined && list.location === front.location;
  return list.said === 'not JSON' && (list.status as number) < 300 && list.text === front.text;
}

/** Why no answer came at all, neither from the front page nor from the index; undefined where one came. */
export function networkFailure(evidence: Evidence): string | undefined {
  const [front, index] = [evidence.reading('A1'), evidence.reading('A2')];
  if (front?.said !== 'no answer' || index?.said !== 'no answer') return undefined;
  return front.code;
}

/** Where the Authorization header is sent, and all else is as in A4. */
const withHeader = ['A6', 'A7', 'A21'] as const;

/** Nothing of WordPress or of a plugin that names itself: a refusal, an error, a redirect, a page with 200, other JSON. */
function isRefusedInFront(reading: Reading | undefined): boolean {
  if (reading === undefined || isChallenge(reading) || isGatewayPage(reading)) return false;
  if (!['not JSON', 'odd JSON', 'redirect'].includes(reading.said)) return false;
  if (isWordPressDeath(reading) || securityPluginOf(reading) || saysTooMany(reading)) return false;
  // A plugin answers for itself.
  return reading.said !== 'odd JSON' || !isWordPressPage(reading);
}

/** A page answers whatever carries an Authorization header, of any form, or its connection ends; the query may carry the same. */
export function isAuthorizationRefused(evidence: Evidence): boolean {
  if (!evidence.isWordPress('A4') || !['A5', 'A20'].some(id => evidence.isWordPress(id))) return false;
  return withHeader.every(id => {
    const reading = evidence.reading(id);
    const isLate = isTimeOut(reading) && withHeader.some(other => isDropped(evidence, other));
    return isCut(evidence, id) || isLate || isRefusedInFront(reading);
  });
}

/** Sentences of proxies that found no server to pass a request on to, as measured or as their sources have them. */
const noServer: readonly RegExp[] = [
  /No server is available to handle this request/,
  /Backend fetch failed/,
  /The server didn't respond in time/,
  /The server returned an invalid or incomplete response/,
  /ERR_(CONNECT_FAIL|READ_TIMEOUT|ZERO_SIZE_OBJECT|CANNOT_FORWARD|DNS_FAIL)/,
  /^no available server\n?$/,
  /no healthy upstream|upstream connect error/,
  // lighttpd, whose page says no more than its status.
  /^<\?xml version="1\.0" encoding="iso-8859-1"\?>[\s\S]*<title>503 /,
];

/** The page of a proxy that says by its words that it reached no server. */
export function isGatewayPage(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'not JSON' &&
    [502, 503, 504].includes(reading.status as number) &&
    noServer.some(words => words.test(reading.text))
  );
}

/** What Apache, LiteSpeed and Nginx print where they fail themselves. PHP that dies prints nothing, or WordPress's page. */
export function isServersOwn500(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'not JSON' &&
    reading.status === 500 &&
    /internal error or\s+misconfiguration|<h1>500 Internal Server Error<\/h1>\s*An internal server error occurred|<center><h1>500 Internal Server Error<\/h1><\/center>/.test(
      reading.text,
    )
  );
}

/** PHP-FPM and PHP as CGI, which were given the name of a file that is not there. */
export function isScriptMissing(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'not JSON' && /^(File not found\.|No input file specified\.)\s*$/.test(reading.text)
  );
}

/** It says that it is JSON and begins as JSON does, and cannot be read as such. */
export function isBrokenJson(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'not JSON' &&
    !reading.isDamaged &&
    !reading.isTooLarge &&
    /\bjson\b/i.test(reading.contentType) &&
    (/^\s*[[{]/.test(reading.text) || isPacked(reading) || isWide(reading))
  );
}

/** UTF-16, whose every other byte is 0 in a text of ASCII. JSON is UTF-8 (RFC 8259, section 8.1). */
export function isWide({ text }: Reading): boolean {
  // Its byte order mark is no UTF-8, and read as up to two characters.
  return /^[^[{]{0,2}\0?[[{]\0/.test(text) || /^[^[{]{0,2}\0[[{]/.test(text);
}

/** It begins as gzip does (RFC 1952, section 2.3.1), and no Content-Encoding says so: a client unpacks nothing. */
export function isPacked({ text }: Reading): boolean {
  return text.startsWith('\u001f\ufffd');
}

/**
 * Successes pass, and each error is answered by a page: with the status that WooCommerce gave it, which differs from
 * request to request, or for whom a key lets in as for nobody. A firewall chooses by the request, not by the answer.
 */
export function areErrorsReplaced(evidence: Evidence): boolean {
  const isReplaced = (id: string): boolean => {
    const reading = evidence.reading(id);
    return reading?.said === 'not JSON' || reading?.said === 'redirect';
  };
  if (!['A2', 'A3'].every(id => evidence.said(id) === 'let in') || !isReplaced('A4')) return false;
  if (evidence.reading('A4')?.header('www-authenticate') !== undefined) return false;
  if (areUnauthorizedReplaced(evidence, isReplaced)) return true;
  // The page that grants keys says 401 of what is missing, and leads on where nothing is: one path, by its answers.
  const [list, grants] = [evidence.reading('A4'), evidence.reading('A13')];
  const isOfAll =
    wordsOf(grants) === wordsOf(list) && isReplaced('A8-POST') && evidence.said('A14') === 'redirect';
  if (isOfAll && list?.said === 'not JSON') return true;
  const isIn = ['B5', 'B6'].some(id => isSomebody(evidence, id));
  const errors = ['B7', 'B7q', 'B15-PUT_orders', 'B15-POST_products'].filter(
    id => evidence.reading(id) !== undefined,
  );
  if (isIn && errors.length > 0) return errors.every(isReplaced);
  // A parameter that is wrong is told before the right that is missing.
  const statuses = ['A4', 'A8-POST'].map(id => evidence.reading(id)?.status);
  return isReplaced('A8-POST') && statuses[0] === 401 && statuses[1] === 400;
}

/**
 * 401 alone leads to a log-in, by a redirect or a page with 200: nobody's requests that WordPress answers otherwise than
 * by 401 pass, and so do those of a key. What chooses by who asks, or by the path, lets neither pass.
 */
function areUnauthorizedReplaced(evidence: Evidence, isReplaced: (id: string) => boolean): boolean {
  const answer = evidence.reading('A4');
  const status = answer?.status ?? 400;
  // A page that asks for a log-in by words alone keeps the status; it names no scheme, as was seen by then.
  const isLogIn =
    answer?.said === 'redirect'
      ? // Without a key a redirect to nowhere may be anybody's: with one the same list is let in.
        answer.location !== undefined || ['B5', 'B6'].some(id => isSomebody(evidence, id))
      : status < 300 || status === 401;
  const lists = ['A4', 'A5', 'A6'].filter(id => evidence.reading(id) !== undefined);
  if (!isLogIn || lists.length < 3 || !lists.every(isReplaced)) return false;
  // A rule that adds a slash or a language leads back to the API.
  if (lists.some(id => isLedToApi(evidence, id))) return false;
  const ofNobody = ['A8-POST', 'A8-PUT', 'A8-DELETE', 'A8-PATCH', 'A18'];
  const others = [...ofNobody, 'B15-POST_products', 'B15-POST_orders'].filter(
    id => evidence.isWordPress(id) && evidence.reading(id)?.status !== 401,
  );
  return others.length >= 2;
}

/** Without the number that Varnish and others give each request. */
function wordsOf(reading: Reading | undefined): string | undefined {
  return reading?.text.replaceAll(/\d+/g, '');
}

function isLedToApi(evidence: Evidence, id: string): boolean {
  const probed = evidence.get(id);
  if (probed?.reading.location === undefined) return false;
  return /\/wc\/v3\/|rest_route=/.test(
    URL.parse(probed.reading.location, probed.exchange.request.url)?.href ?? '',
  );
}

/** Fields that WordPress sends with pages of its own that are not there, and no web server does. */
export function isWordPressPage(reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  return (
    /\bhttps:\/\/api\.w\.org\//.test(reading.header('link') ?? '') ||
    reading.header('x-pingback') !== undefined ||
    reading.header('expires') === 'Wed, 11 Jan 1984 05:00:00 GMT' ||
    /<body id="error-page"|wp-(content|includes)\//.test(reading.text)
  );
}

/** What wp_die() prints where nobody asked for JSON; an error of PHP and maintenance have faults of their own. */
export function isWordPressDeath(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'not JSON' &&
    ![500, 503].includes(reading.status as number) &&
    /<body id="error-page"/.test(reading.text)
  );
}

/** wp_die() ended the request: with its page, or asked for JSON in JSON with a code of its own. */
export function isEndedByWordPress(reading: Reading | undefined): boolean {
  return reading?.code === 'wp_die' || isWordPressDeath(reading);
}

/** "Database" in the languages of many shops: the sentence of dead_db() is translated. */
const databaseWords =
  /databas|datenbank|base de (datos|données|dades)|banco? de dados|baz[aąęyeu] (danych|de date)|adatbáz|veritaban|tietokan|баз[аоы]|βάση δεδομένων|データベース|数据库|資料庫|데이터베이스/i;

/** wp_die() answers the front page and the API alike with 500, and speaks of the database. */
export function isDatabaseAway(evidence: Evidence): boolean {
  return ['A1', 'A2', 'A4'].every(id => {
    const reading = evidence.reading(id);
    if (reading?.status !== 500) return false;
    const isEnded = reading.code === 'wp_die' || /<body id="error-page"/.test(reading.text);
    return isEnded && databaseWords.test(reading.message ?? reading.text);
  });
}

/** Words in the titles of such pages, in the languages of shops that were seen with one. */
const maintenanceTitles = [
  'maintenance|coming soon|under construction|be right back|be back soon|back soon',
  'wartung|gleich zur(?:ü|&uuml;)ck|kurze pause',
  'mantenimiento|en construcción|manutenzione|manutenção|onderhoud|bientôt|bient&ocirc;t|en construction',
  'konserwac|údržb|karbantartás|underhåll|vedlikehold|vedligehold|huolto|bakım|технич|メンテナンス|维护|維護|점검',
];

/** And names of the plugins that make them. */
const maintenanceWords = new RegExp(
  `<(?:title|h1)\\b[^<]*(${maintenanceTitles.join('|')})|seedprod|wpmm-|cmp-coming-soon|elementor-maintenance|ucp-template`,
  'i',
);

/** The front page and the API are one and the same page of maintenance, or both lead to it. */
export function isMaintenancePage(evidence: Evidence): boolean {
  const isPage = (id: string): boolean => {
    const reading = evidence.reading(id);
    if (reading?.said !== 'not JSON' || isGatewayPage(reading) || isChallenge(reading)) return false;
    return (
      ((reading.status as number) < 300 || reading.status === 503) && maintenanceWords.test(reading.text)
    );
  };
  return isPage('A1') && (isPage('A4') || isLedAlike(evidence));
}

/** The index as asked is redirected to where the front page went. */
function isLedAlike(evidence: Evidence): boolean {
  const to = evidence.whereabouts.hops.at(-1)?.to;
  const location = evidence.reading('A2a')?.location;
  if (to === undefined || location === undefined) return false;
  return URL.parse(location, evidence.whereabouts.asked)?.href === new URL(to).href;
}

/** Of each of several that were waited for in vain a part of the body came, and less than Content-Length promised. */
export function areCutShort(late: readonly Probed[]): boolean {
  return late.length > 1 && late.every(({ exchange }) => exchange.failure?.cut !== undefined);
}
