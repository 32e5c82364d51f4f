/** What keeps a browser out that other clients do not notice: it asks with OPTIONS first, and reads fields of the answer. */
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { openTheApi } from '../open-api.ts';
import { onlyOrigin, preflightProblems } from '../preflight.ts';
import { quote } from '../proof.ts';
import type { Reading } from '../reading.ts';
import { areAllFieldsLost, isOriginRefused, isRefusalPage, isWithoutRewriting } from '../signs.ts';

export const browsersFaults: readonly Fault[] = [
  {
    id: 'origin-refused',
    layer: 'firewall',
    title: 'What a browser sends for a page of another site is refused: a rule looks at Origin',
    seen: 'curl and servers are answered; a shop window or an application in a browser gets 403 and "blocked by CORS policy" for every request.',
    level: 'warning',
    probes: ['A4', 'A23-v2', 'A23-store', 'A23-plain', 'A18'],
    lookAlikes: [
      { id: 'preflight-refused', difference: 'OPTIONS alone is refused' },
      { id: 'firewall', difference: 'without Origin it is refused too' },
    ],
    examine(evidence) {
      if (!isOriginRefused(evidence)) return undefined;
      return {
        certainty: 'proven',
        answeredBy: ['A23-v2', 'A23-store'],
        proof: [
          quote(evidence, 'A23-plain', 'without Origin'),
          quote(evidence, 'A23-v2', 'the same with the Origin of another site'),
          quote(evidence, 'A23-store', 'so is the Store API'),
        ],
      };
    },
    fixes: openTheApi('Run the doctor again: A23-store is answered in JSON.'),
    workaround: 'A back end of your own between the browser and the store; it sends no Origin.',
    sources: ['https://fetch.spec.whatwg.org/#origin-header'],
  },
  /** A browser asks with OPTIONS before it sends an Authorization header (the Fetch standard, CORS-preflight). */
  simulated('preflight-refused', {
    level: 'warning',
    probes: ['A4', 'A8-OPTIONS', 'A18'],
    lookAlikes: [{ id: 'methods-blocked', difference: 'PUT and DELETE are refused' }],
    examine(evidence) {
      if (!evidence.isWordPress('A4') || isWithoutRewriting(evidence)) return undefined;
      // OPTIONS carries Origin as what follows it does; where no field arrives, that is the fault.
      if (isOriginRefused(evidence) || areAllFieldsLost(evidence)) return undefined;
      if (isRefusalPage(evidence, 'A18'))
        return {
          certainty: 'proven',
          proof: [
            quote(evidence, 'A4', 'GET reaches WordPress'),
            quote(evidence, 'A18', 'OPTIONS with an Origin does not'),
          ],
        };
      const preflight = evidence.reading('A18');
      if ([401, 403, 405].includes(preflight?.status ?? 0) && !evidence.isClosed)
        return {
          certainty: 'proven',
          title: 'Preflight requests of browsers are refused in JSON',
          proof: [
            quote(evidence, 'A4', 'GET reaches WooCommerce'),
            quote(evidence, 'A18', 'a browser sends nothing after that'),
          ],
        };
      // Whoever answers: a browser looks at the status and the fields alone.
      if (preflight?.status === undefined || preflight.status < 200 || preflight.status > 299)
        return undefined;
      // Of an answer that was cut off only the status is known.
      if (preflight.said === 'no answer') return undefined;
      const forbidden = preflightProblems(preflight, {
        methods: ['GET', 'POST', 'PUT', 'DELETE'],
        fields: ['Authorization', 'Content-Type'],
      });
      const origin = forbidden.length === 1 ? onlyOrigin(preflight) : undefined;
      if (origin !== undefined)
        return {
          certainty: 'proven',
          level: 'information',
          title: `Browsers may ask from pages of ${origin} alone`,
          proof: [
            quote(
              evidence,
              'A18',
              `${forbidden[0]}: pages of other origins are refused, and no other client is`,
            ),
          ],
        };
      if (forbidden.length > 0)
        return {
          certainty: 'proven',
          title: 'A browser may not send all that the API needs',
          proof: [
            quote(evidence, 'A18', `${forbidden.join('; ')}: WordPress itself allows what is asked for`),
          ],
        };
      if (preflight.header('access-control-allow-origin') !== undefined) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A18', 'the answer lacks Access-Control-Allow-Origin, which WordPress sends'),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location that passes to PHP-FPM or to another web server: this line goes',
        lines: '',
        insteadOf: 'fastcgi_hide_header Access-Control-Allow-Origin;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A18 is answered 200.',
      },
      ...openTheApi('Run the doctor again: A18 is answered 200 with Access-Control-Allow-Origin.'),
      {
        server: 'client',
        where: 'an application in the browser',
        lines: 'Ask your own back end, and let it ask the store: keys in a browser are everybody’s.',
        check: 'The network panel shows no request to /wp-json/wc/.',
      },
    ],
    workaround:
      'A back end of your own between the browser and the store; it needs no preflight, and hides the keys.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/9395',
      'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    ],
  }),
  /** Measured: WooCommerce 5.8 to 10.5 allow each origin in the preflight, whatever they say of the GET that follows. */
  {
    id: 'store-api-preflight',
    layer: 'firewall',
    title: 'A browser of another origin may not ask the Store API: its preflight is refused',
    seen: 'A shop window on another origin gets "blocked by CORS policy" for the cart and the checkout (wc/store/v1), while curl is answered.',
    level: 'warning',
    probes: ['A18', 'A18-store', 'A23-store'],
    lookAlikes: [{ id: 'preflight-refused', difference: 'the preflight of wc/v3 is refused too' }],
    examine(evidence) {
      if (!evidence.isWordPress('A23-store') || isWithoutRewriting(evidence)) return undefined;
      const problem = storeProblem(evidence.reading('A18-store'));
      // What is wrong with all of them is told once.
      if (problem === undefined || isRefusedAlike(evidence)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A23-store', 'a request without a preflight reaches WordPress'),
          quote(evidence, 'A18-store', problem),
        ],
      } satisfies Suspicion;
    },
    fixes: [
      ...openTheApi('Run the doctor again: A18-store is answered 200 with Access-Control-Allow-Origin.'),
      {
        server: 'WordPress',
        where: 'a plugin or snippet that answers OPTIONS, or filters rest_pre_serve_request',
        lines: 'an exception for /wc/store/, or deactivate it',
        check: 'Run the doctor again: A18-store is answered 200 with Access-Control-Allow-Origin.',
        notTried: true,
      },
    ],
    workaround: 'A back end of your own between the browser and the store; it needs no preflight.',
    sources: [
      'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
      'https://developer.woocommerce.com/docs/apis/store-api/',
    ],
  },
];

/** Whoever answers: a browser looks at the status and the fields alone. */
function storeProblem(preflight: Reading | undefined): string | undefined {
  if (preflight?.status === undefined) return undefined;
  if (preflight.status < 200 || preflight.status > 299) return 'a browser sends nothing after that';
  // Of an answer that was cut off only the status is known.
  if (preflight.said === 'no answer') return undefined;
  if (preflight.header('access-control-allow-origin') === undefined)
    return 'the answer lacks Access-Control-Allow-Origin, which WooCommerce sends';
  const problems = preflightProblems(preflight, { methods: ['GET', 'POST'], fields: ['Content-Type'] });
  return problems.length === 0 ? undefined : problems.join('; ');
}

function isRefusedAlike(evidence: Evidence): boolean {
  const [main, store] = [evidence.reading('A18'), evidence.reading('A18-store')];
  return storeProblem(main) !== undefined && main?.status === store?.status;
}
