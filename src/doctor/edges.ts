/** Services that stand in front of whole sites, by the pages and fields of their own, as their makers document them. */
import type { Reading } from './reading.ts';

interface Edge {
  readonly name: string;
  /** Words of its page that no translation changes. */
  readonly says?: RegExp;
  /** Where it redirects to, to log in. */
  readonly leadsTo?: RegExp;
  /** A field that it sends with refusals and challenges alone. */
  readonly field?: readonly [name: string, value: RegExp];
  /** Where its exceptions are. */
  readonly settings: string;
}

/** Log-ins of their own, which whole sites are put behind. */
const logIns: readonly [name: string, leadsTo: RegExp, settings: string][] = [
  [
    'Cloudflare Access',
    /^https:\/\/[^/]+\.cloudflareaccess\.com\/|\/cdn-cgi\/access\/login\//,
    'Cloudflare Zero Trust → Access → Applications: a Bypass policy for /wp-json/wc/ and /wc-auth/',
  ],
  [
    'a log-in by Google (Identity-Aware Proxy or another)',
    /^https:\/\/accounts\.google\.com\/o\/oauth2\//,
    'Google Cloud → Security → Identity-Aware Proxy, or the proxy that asks',
  ],
  [
    'a log-in by Microsoft Entra ID',
    /^https:\/\/login\.(microsoftonline|windows)\.(com|net|us|cn)\//,
    'App Service → Authentication → excluded paths, or the application proxy of Entra ID',
  ],
  [
    'a log-in by Amazon Cognito',
    /^https:\/\/[^/]+\.amazoncognito\.com\//,
    'the listener rules of the load balancer: one without the log-in for /wp-json/wc/ and /wc-auth/',
  ],
  [
    'a log-in by Okta or Auth0',
    /^https:\/\/[^/]+\.(okta|oktapreview|auth0)\.com\//,
    'the proxy that asks for it',
  ],
  [
    'Vercel Authentication',
    /^https:\/\/vercel\.com\/sso-api/,
    'Vercel → the project → Deployment Protection',
  ],
  [
    'a single sign-on',
    /\/(oauth2\/(start|sign_in|auth|authorize)|oauth\/authorize|openid-connect\/auth|saml2?|adfs\/ls)\b[^?]*\?.*\b(client_id|redirect_uri|SAMLRequest|rd)=/,
    'the proxy that asks for it: no log-in for /wp-json/wc/ and /wc-auth/',
  ],
];

const edges: readonly Edge[] = [
  {
    name: 'Imperva (Incapsula)',
    says: /_Incapsula_Resource|Incapsula incident ID/,
    settings: 'Imperva → WAF → Rules and Bot Access Control',
  },
  {
    name: 'AWS WAF',
    says: /\.awswaf\.com\//,
    field: ['x-amzn-waf-action', /./],
    settings: 'AWS WAF → Web ACL → Sampled requests name the rule',
  },
  {
    name: 'Amazon CloudFront',
    says: /Request blocked\.[\s\S]*cloudfront/i,
    settings: 'CloudFront → Distribution → Security, and its geographic restrictions',
  },
  {
    name: 'Akamai',
    says: /errors\.edgesuite\.net|Reference&#32;&#35;\d|^\s*<HTML><HEAD>\s*<TITLE>Access Denied<\/TITLE>[\s\S]*Reference #\d/,
    settings: 'Akamai → Security Center; the Reference # of the page names the rule',
  },
  {
    name: 'DDoS-Guard',
    says: /<title>DDOS-GUARD|check\.ddos-guard\.net|ddos-guard\/js-challenge/i,
    settings: 'DDoS-Guard → Domain → Rules → White list',
  },
  {
    name: 'Sucuri Firewall',
    says: /<title>Sucuri Web[Ss]ite Firewall|\bsucuri_cloudproxy_js\b/,
    field: ['x-sucuri-block', /./],
    settings: 'Sucuri Firewall → Access Control → Allowlist',
  },
  {
    name: 'Fastly',
    says: /(^|<title>|<p>)Fastly error: unknown domain/,
    settings: 'Fastly → the service → Domains: this host name is in none',
  },
  {
    name: 'Vercel',
    says: /<title>Vercel Security Checkpoint/,
    field: ['x-vercel-mitigated', /./],
    settings: 'Vercel → the project → Firewall',
  },
  {
    name: 'DataDome',
    says: /\bcaptcha-delivery\.com\b/,
    settings: 'DataDome → Rules: allow the paths of the API',
  },
  {
    name: 'Azure Front Door',
    says: /<title>(Microsoft Azure|Service unavailable)<\/title>[\s\S]*services aren['’]t available right now/i,
    settings:
      'Azure Front Door → Domains and Routes: this host name is in none, or its origin does not answer',
  },
  ...logIns.map(([name, leadsTo, settings]) => ({ name, leadsTo, settings })),
  {
    name: 'F5 BIG-IP',
    says: /The requested URL was rejected\. Please consult with your administrator/,
    settings: 'BIG-IP → Security → Event Logs, by the support ID of the page',
  },
  {
    // Sent where Kong answers by itself, and not where it passes an answer on.
    name: 'Kong',
    field: ['x-kong-response-latency', /./],
    settings: 'the plugins of the route (key-auth, acl, rate-limiting): none for /wp-json/wc/ and /wc-auth/',
  },
  {
    name: 'Amazon API Gateway',
    field: ['x-amzn-errortype', /./],
    settings: 'API Gateway → Routes and Authorizers: a route without one for /wp-json/wc/ and /wc-auth/',
  },
  {
    name: 'Azure API Management',
    says: /Access denied due to (missing|invalid) subscription key/,
    settings: 'API Management → APIs → Settings: “Subscription required” off',
  },
  {
    name: 'Apigee',
    says: /"fault"\s*:\s*\{\s*"faultstring"/,
    settings: 'Apigee → the proxy → Policies: no VerifyAPIKey for /wp-json/wc/ and /wc-auth/',
  },
  {
    name: 'Google Cloud API Gateway',
    says: /UNAUTHENTICATED: ?Method doesn't allow unregistered callers/,
    settings: 'the OpenAPI document of the gateway: no security for /wp-json/wc/ and /wc-auth/',
  },
  { name: 'CrowdSec', says: /<title>CrowdSec /i, settings: 'cscli decisions list names the addresses' },
  {
    name: 'BitNinja',
    says: /<title>[^<]*(BitNinja|Waiting for the redirectiron)/i,
    settings: 'BitNinja → Firewall → Allowlist (the host does it)',
  },
  {
    name: 'LiteSpeed’s reCAPTCHA',
    says: /\blsrecap|\.lsrecap\//i,
    settings: 'LiteSpeed → Server → Security → reCAPTCHA Protection (the host does it)',
  },
  {
    name: 'Anubis',
    says: /\.within\.website\/x\/cmd\/anubis/,
    settings: 'its policy file: allow /wp-json/wc/ and /wc-auth/',
  },
  {
    name: 'a test by cookie and JavaScript (free hosting)',
    says: /\bslowAES\b[\s\S]*__test=|document\.cookie\s*=\s*["']__test=/,
    settings: 'none: hosts that put it in front offer no exception, another plan or host does',
  },
];

/** A task for a browser (a script, a picture): no waiting and no slower client gets past it. */
export function asksForBrowser(reading: Reading): boolean {
  return ['x-vercel-mitigated', 'cf-mitigated', 'x-amzn-waf-action'].some(field =>
    /^(challenge|captcha)$/.test(reading.header(field) ?? ''),
  );
}

/** The service whose page or challenge an answer is; undefined for all else. */
export function edgeOf(reading: Reading | undefined): Edge | undefined {
  if (reading === undefined) return undefined;
  const isPage = reading.said === 'not JSON' || reading.said === 'odd JSON';
  return (
    edges.find(
      ({ says, field, leadsTo }) =>
        (isPage && says?.test(reading.text)) ||
        (reading.said === 'redirect' && leadsTo?.test(reading.location ?? '')) ||
        field?.[1].test(reading.header(field[0]) ?? ''),
    ) ?? (isCookieTest(reading) ? cookieTest : undefined)
  );
}

const cookieTest: Edge = {
  name: 'a test by cookie and JavaScript',
  settings: 'the service, the host or the plugin that shows it: an exception for /wp-json/wc/ and /wc-auth/',
};

/** A page that holds hardly more than a script which sets a cookie and loads the page again; no page of a theme is as short. */
function isCookieTest({ said, text }: Reading): boolean {
  return (
    said === 'not JSON' &&
    text.length < 4_000 &&
    /document\.cookie\s*=[\s\S]{0,600}\blocation(\.reload\s*\(|\.replace\s*\(|\.href\s*=[^=]|\s*=[^=])/.test(
      text,
    ) &&
    !/wp-(content|includes|json)/.test(text)
  );
}

/** Pages that hosts put in the place of a site that they have switched off: cPanel's, and others by their words. */
const suspendedWords =
  /<title>\s*(account|site|website|domain|hosting|this account)[^<]{0,40}\b(suspended|disabled|deactivated)\b|this (account|site|website|domain) (has been|is) (temporarily )?suspended|\/suspendedpage\.cgi|this web app is stopped/i;

/** The page says that the account or the site was suspended. */
export function isSuspendedPage(reading: Reading | undefined): boolean {
  return reading?.said === 'not JSON' && suspendedWords.test(reading.text);
}

/** cPanel redirects whatever is asked to this page of its own. */
export const suspendedPath = /^\/cgi-sys\/suspendedpage\.cgi$/;
