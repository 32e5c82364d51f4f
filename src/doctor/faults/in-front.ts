/** What stands in front of the whole site and says by its page who it is, or that the host has switched the site off. */
import { edgeOf, isSuspendedPage } from '../edges.ts';
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { answeredInParts } from '../in-parts.ts';
import { quote, quoteAll } from '../proof.ts';
import { isEndedByWordPress, redirectInWords, suspendedRedirects } from '../signs.ts';

/** A request of the API first: the words may stand on a page of the shop without meaning it. */
const asked = ['A4', 'A2', 'A1'] as const;

/** `ms_site_check()`: a network of sites says 410 for all of a site that is archived, suspended as spam or deleted. */
function archivedSite(evidence: Evidence): Suspicion | undefined {
  const isGone = (id: string): boolean => {
    const reading = evidence.reading(id);
    return reading?.status === 410 && isEndedByWordPress(reading);
  };
  if (!asked.every(isGone)) return undefined;
  return {
    certainty: 'likely',
    layer: 'wordpress',
    title: 'The site is archived, suspended or deleted in its network of WordPress sites',
    proof: quoteAll(evidence, asked, 'WordPress ends the request, and says that the site is gone'),
    ask: 'Who runs the network: Network Admin → Sites → the shop → Unarchive, or Activate.',
    undecided: 'A plugin that ends each request with 410 looks the same.',
  };
}

function edgeOfPart(evidence: Evidence): Suspicion | undefined {
  const ids = answeredInParts(evidence, reading => edgeOf(reading) !== undefined);
  const edge = edgeOf(evidence.reading(ids[0] ?? ''));
  if (edge === undefined) return undefined;
  return {
    certainty: 'proven',
    isOfPart: true,
    title: `${edge.name}, in front of the site, answers some requests to the API in its place`,
    answeredBy: ids,
    proof: [
      quote(evidence, 'A4', 'the list of products is answered by WordPress'),
      ...quoteAll(evidence, ids.slice(0, 4), `the page is that of ${edge.name}`),
    ],
    undecided: `What it goes by is told there: ${edge.settings}.`,
  };
}

export const inFrontFaults: readonly Fault[] = [
  {
    id: 'suspended',
    layer: 'web-server',
    title: 'The host has switched the site off',
    seen: 'A page in the place of everything: "Account Suspended", "This account has been suspended", or a redirect to /cgi-sys/suspendedpage.cgi, often with 200.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'answered-in-front', difference: 'a status alone tells it: 402, 423' },
      { id: 'not-wordpress', difference: 'the page says nothing of the kind' },
    ],
    examine(evidence) {
      const archived = archivedSite(evidence);
      if (archived) return archived;
      const seen = asked.filter(id => isSuspendedPage(evidence.reading(id)));
      const [redirect] = suspendedRedirects(evidence);
      if (seen.length < asked.length && redirect === undefined) return undefined;
      return {
        certainty: 'proven',
        proof: [
          ...(redirect === undefined ? [] : [redirectInWords(redirect)]),
          ...quoteAll(evidence, seen, 'it says that the site is switched off'),
        ],
        ask: 'The shop owner, and the host: is an invoice open, was the account locked for abuse?',
        undecided: 'Why it was switched off, the host alone knows.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'a ticket of the shop owner at the host',
        lines: 'Please say why the account is suspended, and switch it on again.',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
      },
    ],
    workaround: 'None: nothing of the store is reached.',
    sources: ['https://docs.cpanel.net/whm/account-functions/manage-account-suspension/'],
  },
  {
    id: 'edge-service',
    layer: 'cdn',
    title: 'A service in front of the site answers in its place',
    seen: 'A page or a challenge of Imperva, AWS WAF, CloudFront, Akamai, DDoS-Guard, Sucuri, Vercel, F5, Anubis or of a test by cookie and JavaScript comes in the place of JSON, with 200, 202 or 403; or everything is redirected to the log-in of Cloudflare Access or another single sign-on.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'cloudflare-challenge', difference: 'cf-ray, cf-mitigated' },
      { id: 'ip-blocked', difference: 'the page does not name who made it' },
      { id: 'not-wordpress', difference: 'the page is an application’s' },
    ],
    examine(evidence) {
      const seen = asked.find(id => edgeOf(evidence.reading(id)) !== undefined);
      const edge = edgeOf(evidence.reading(seen ?? ''));
      if (evidence.isWordPress('A4')) return edgeOfPart(evidence);
      if (seen === undefined || edge === undefined) return undefined;
      return {
        certainty: 'proven',
        title: `${edge.name}, in front of the site, answers in its place`,
        proof: [
          quote(
            evidence,
            seen,
            evidence.said(seen) === 'redirect' ? `that is ${edge.name}` : `the page is that of ${edge.name}`,
          ),
          ...quoteAll(
            evidence,
            asked.filter(id => id !== seen && edgeOf(evidence.reading(id)) === edge),
            'so is this',
          ),
        ],
        undecided: `Whether it goes by the address, the country or the request is told there: ${edge.settings}.`,
      };
    },
    fixes: [
      {
        server: 'any',
        where:
          'the account at that service: a rule for the paths of the API, or for the addresses of the client',
        lines: 'allow: paths that begin with /wp-json/wc/ or /wc-auth/',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround:
      'Call from an address that it lets in; a client of an API cannot run the script of a challenge.',
    sources: [
      'https://docs.imperva.com/bundle/cloud-application-security/page/more/error-codes.htm',
      'https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge.html',
      'https://github.com/TecharoHQ/anubis',
    ],
  },
];
