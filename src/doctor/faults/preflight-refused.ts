import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isRefusalPage, isWithoutRewriting } from '../signs.ts';

/** A browser asks with OPTIONS before it sends an Authorization header (the Fetch standard, CORS-preflight). */
export const preflightRefused: Fault = {
  id: 'preflight-refused',
  layer: 'CDN or firewall',
  title: 'The preflight request of a browser is refused',
  level: 'warning',
  symptom: 'Code in a browser fails with a CORS error and no status; the same request from a server works.',
  probes: ['A4', 'A8-OPTIONS', 'A18'],
  lookAlikes: [{ id: 'methods-blocked', difference: 'PUT and DELETE are refused' }],
  examine(evidence) {
    if (!evidence.isWordPress('A4') || isWithoutRewriting(evidence)) return undefined;
    if (isRefusalPage(evidence, 'A18'))
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A4', 'GET reaches WordPress'),
          quote(evidence, 'A18', 'OPTIONS with an Origin does not'),
        ],
      };
    const preflight = evidence.reading('A18');
    if (preflight?.said !== 'let in' || preflight.header('access-control-allow-origin') !== undefined)
      return undefined;
    return {
      certainty: 'proven',
      proof: [quote(evidence, 'A18', 'the answer lacks Access-Control-Allow-Origin, which WordPress sends')],
    };
  },
  fixes: [
    {
      server: 'Apache',
      where: 'the virtual host: the rule that refuses OPTIONS, and any `Header unset Access-Control-…`, go',
      lines:
        '<LocationMatch "^/wp-json/">\n  AllowMethods GET HEAD POST OPTIONS PUT PATCH DELETE\n</LocationMatch>',
      check: 'Run the doctor again: A18 is answered 200 with Access-Control-Allow-Origin.',
    },
    {
      server: 'Nginx',
      where: 'the rule that answers OPTIONS, and any proxy_hide_header Access-Control-Allow-Origin, go',
      lines: 'location ^~ /wp-json/ {\n  try_files $uri /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A18 is answered 200.',
    },
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
};
