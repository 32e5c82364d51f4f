import { answerField, answerWithText, isSuccess, type ReceivedAnswer } from './answer.ts';

/** An answer that comes from before WordPress, or in its place: by its page, its status and its fields. */
export interface KnownPage {
  readonly id: string;
  isIt(answer: ReceivedAnswer): boolean;
  readonly says: string;
  readonly fix: string;
}

/** Whether a text is the message of a client that got no answer, or the page of a product. */
export function isKnownPage(text: string): boolean {
  const answer = answerWithText(text);
  return knownPages.some(page => page.isIt(answer));
}

/** `-1` as the prompts of Ruby and Python print what a call gave. */
const printedMinusOne = /(?:^|\n)(?:\S*>+ ?.*\n)?\s*=> -1\s*$|(?:^|\n)>>> .*\n-1\s*$/;

/** What readers of JSON say of a text that is none: of Python, PHP's client, JavaScript, Dart, Go, Java, .NET, Ruby. */
const isNoJson =
  /JSONDecodeError|Expecting value: line 1 column 1|JSON ERROR: Syntax error|Unexpected token '?<|Unexpected end of JSON input|FormatException: Unexpected (?:character|end of input)|invalid character '<' looking for|MalformedJsonException|JsonParseException|Unexpected character encountered while parsing value|'<' is an invalid start of a value|JSON::ParserError|unexpected token at '<|JSON Parse error: Unrecognized token/i;

const says = (pattern: RegExp) => (answer: ReceivedAnswer) => pattern.test(answer.text);
const hasField =
  (name: string, pattern = /./) =>
  (answer: ReceivedAnswer) =>
    pattern.test(answerField(answer, name) ?? '');

/** The first that fits counts: products first, then what a status alone tells. */
export const knownPages: readonly KnownPage[] = [
  {
    id: 'cloudflare-challenge',
    isIt: answer =>
      hasField('cf-mitigated')(answer) ||
      /<title>just a moment|cf-chl|challenge-platform|checking your browser/i.test(answer.text) ||
      (!isSuccess(answer) && /just a moment\.\.\./i.test(answer.text)),
    says: 'Cloudflare asks for a browser’s proof (a challenge) and lets no client of an API through: WordPress has not seen the request.',
    fix: 'In Cloudflare: Security → WAF → a rule that skips the challenge for /wp-json/wc/ (or for the addresses of the client).',
  },
  {
    id: 'cloudflare-block',
    isIt: answer =>
      /attention required! \| cloudflare|sorry, you have been blocked|error code: ?10\d\d/i.test(
        answer.text,
      ) ||
      (/cloudflare/i.test(answer.text) && /ray id/i.test(answer.text)),
    says: 'Cloudflare has blocked the request by a rule of its firewall: WordPress has not seen it.',
    fix: 'Look for the Ray ID under Security → Events, and except /wp-json/wc/ from the rule.',
  },
  {
    id: 'imunify360',
    isIt: answer =>
      /denied by imunify360|imunify360[- ]bot|imunify360 captcha/i.test(answer.text) ||
      (!isSuccess(answer) && (/imunify360/i.test(answer.text) || hasField('server', /imunify360/i)(answer))),
    says: 'Imunify360 of the host takes the client for a bot: WordPress has not seen the request.',
    fix: 'Ask the host to put the client’s address on the white list.',
  },
  {
    id: 'siteground-captcha',
    isIt: answer => hasField('sg-captcha')(answer) || /sgcaptcha|\.well-known\/captcha/i.test(answer.text),
    says: 'SiteGround’s anti-bot service asks for a captcha: WordPress has not seen the request.',
    fix: 'Ask SiteGround to except the client’s address for /wp-json/wc/.',
  },
  {
    id: 'firewall',
    isIt: says(
      /wordfence|sucuri website firewall|sucuri\/cloudproxy|incapsula|imperva|mod_?security|not acceptable!?|web application firewall|request blocked|ninjafirewall|bitninja|astra security|malcare|shield security/i,
    ),
    says: 'A firewall (of the host, a CDN or a plugin) has refused the request by a rule of its own: keys were not looked at.',
    fix: 'Except /wp-json/wc/ in the firewall that the page names, or the client’s address; latchkey doctor tells by what it goes (path, User-Agent, method).',
  },
  {
    id: 'htpasswd',
    isIt: answer =>
      /authorization required|this server could not verify that you are authorized/i.test(answer.text) ||
      (answer.code === undefined && hasField('www-authenticate', /^basic(?!.*woocommerce)/i)(answer)),
    says: 'The web server itself asks for a password (a staging site’s protection): it takes the Authorization header for its own, so that the key’s cannot be sent in it.',
    fix: 'Except /wp-json/ from the password, or send the server’s password in the header and key and secret in the query over https.',
  },
  {
    id: 'tls',
    isIt: says(
      /curl error (?:35|51|58|60|77)|SSL certificate problem|certificate verify failed|unable to (?:get local issuer|verify the first) certificate|SELF_SIGNED_CERT|CERT_HAS_EXPIRED|ERR_TLS_CERT_ALTNAME|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SSL routines/i,
    ),
    says: 'The connection does not come about: the client does not trust the certificate of the server. No key was sent.',
    fix: 'Mend the certificate (whole chain, right name, in date), or give the client the authority’s certificate; do not switch the check off. latchkey doctor tells what is wrong with it.',
  },
  {
    id: 'dns-no-address',
    isIt: says(
      /curl error 6\b|ENOTFOUND|getaddrinfo|could not resolve host|name or service not known|nodename nor servname/i,
    ),
    says: 'The host has no address: nothing was asked.',
    fix: 'Look at the host in the client’s settings: a typing mistake, the scheme twice, or a name that only your own network knows.',
  },
  {
    id: 'connection-refused',
    isIt: says(/curl error 7\b|ECONNREFUSED|connection refused|failed to connect/i),
    says: 'Nobody listens at that address and port: nothing was asked. From a phone, an emulator or a container, localhost is that itself.',
    fix: 'Use the address of the computer that runs the store (10.0.2.2 in Android’s emulator, host.docker.internal in a container), and the right port.',
  },
  {
    id: 'connection-timeout',
    isIt: says(/curl error 28\b|ETIMEDOUT|timed? ?out/i),
    says: 'The server does not answer in time.',
    fix: 'Ask for less at once (per_page), raise the client’s timeout; a firewall may drop the client’s address.',
  },
  {
    id: 'cors',
    isIt: says(/CORS policy|Access-Control-Allow-Origin|preflight/i),
    says: 'The browser, not the store, keeps the answer back: a page of another origin may not read it, or its preflight was refused.',
    fix: 'Call the store from a server of your own: keys do not belong in a browser.',
  },
  {
    id: 'maintenance',
    isIt: answer =>
      /briefly unavailable for scheduled maintenance/i.test(answer.text) ||
      (answer.status === 503 && hasField('retry-after')(answer)),
    says: 'WordPress is in maintenance mode: nobody is authenticated until the update is over.',
    fix: 'Wait; if it stays, remove the file .maintenance from the site’s root.',
  },
  {
    id: 'critical-error',
    isIt: says(
      /there has been a critical error|fatal error(?!.{0,200}HttpClientException|.{0,200}WC_API_Client).{0,400}\.php/i,
    ),
    says: 'PHP died of a fatal error: whatever the credentials.',
    fix: 'See the PHP log for the plugin that it names.',
  },
  {
    id: 'rate-limit',
    isIt: ({ status }) => status === 429,
    says: 'Too many requests: the host, a CDN or a plugin limits them.',
    fix: 'Wait as long as Retry-After says, and send fewer at once.',
  },
  {
    id: 'login-redirect',
    isIt: answer => /wp-login\.php/.test(answerField(answer, 'location') ?? ''),
    says: 'The request is redirected to the log-in page: a plugin or the site closes itself to strangers before WooCommerce looks at keys.',
    fix: 'Except /wp-json/wc/ in that plugin (coming soon, private site, membership).',
  },
  {
    id: 'gateway-callback',
    isIt: ({ status, text }) =>
      (status === 400 && /(^|\n)\s*-1\s*$/.test(text)) || printedMinusOne.test(text),
    says: 'The answer "-1" is that of /wc-api/… with a name that no payment gateway has: the path is no route of an API.',
    fix: 'Ask for /wp-json/wc/v3/…, or /wc-api/v3/… of the old API.',
  },
  {
    id: 'page-404',
    isIt: ({ status, code }) => status === 404 && code === undefined,
    says: 'A page that is not there answers, not the API: rewrite rules are missing (permalinks), or the path is another.',
    fix: 'Save Settings → Permalinks once with anything but Plain; look at the path, /wp-json/wc/v3/…, below the store’s folder.',
  },
  {
    id: 'methods-blocked',
    isIt: ({ status, code }) => status === 405 && code === undefined,
    says: 'The web server does not let this method through.',
    fix: 'Allow PUT and DELETE in the server, or send POST with ?_method=PUT.',
  },
  {
    id: 'firewall',
    isIt: ({ status, code }) => (status === 403 || status === 406) && code === undefined,
    says: 'The web server or a firewall refuses the request, not WordPress, which answers in JSON: keys were not looked at.',
    fix: 'Look into the server’s log for the rule; latchkey doctor tells by what it goes (path, User-Agent, method).',
  },
  {
    id: 'bad-gateway',
    isIt: ({ status, code }) =>
      (status === 502 || status === 504 || status === 500 || status === 503) && code === undefined,
    says: 'PHP was not reached or has died: the server answers in its place.',
    fix: 'See the logs of the web server and of PHP.',
  },
  {
    id: 'html-200',
    isIt: ({ status, code, text }) =>
      code === undefined &&
      (status === 200 || status === undefined) &&
      (/<html|<!doctype/i.test(text) || isNoJson.test(text)),
    says: 'A page, or nothing, comes where JSON belongs: a cache, a page builder, a redirect to the front page, a warning of PHP or a protection answers in WordPress’s place.',
    fix: 'Look at the URL that answered and at the first line of its text (curl -i); except /wp-json/ from what makes it.',
  },
  {
    id: 'client-without-key',
    isIt: says(/\b(?:consumer_?key|consumer_?secret|url) is required\b/i),
    says: 'The client was made without its URL, key or secret, and has asked nothing: the setting is empty, or has another name (consumerKey, consumerSecret and url, written so, in the clients for Node).',
    fix: 'Give url, consumerKey and consumerSecret; look whether the variables behind them are set where the client runs.',
  },
];
