import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { isDowngrade, redirectInWords, redirects } from '../signs.ts';

export const redirectToHttp: Fault = {
  id: 'redirect-to-http',
  layer: 'web server',
  title: 'The store redirects from https to http',
  level: 'fault',
  symptom: 'A client that follows sends its credentials in clear, and WooCommerce accepts no keys there.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [{ id: 'redirect-loop', difference: 'it leads back to itself' }],
  examine(evidence) {
    const found = [...redirects(evidence), ...front(evidence)].find(isDowngrade);
    if (!found) return undefined;
    return {
      certainty: 'proven',
      proof: [redirectInWords(found), 'The doctor does not follow it.'],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Settings → General → WordPress Address (URL) and Site Address (URL)',
      lines: 'https:// in the place of http://',
      check: 'Run the doctor again: A1 is answered 200.',
    },
    {
      server: 'Nginx',
      where:
        'the server on port 443: no redirect to http; for a redirect that PHP makes, the proxy tells the scheme',
      lines: 'proxy_set_header X-Forwarded-Proto $scheme;',
      check: 'nginx -t && nginx -s reload; curl -I https://shop.example/ answers 200.',
    },
    {
      server: 'Apache',
      where: 'the virtual host on port 443: this line goes',
      lines: '',
      insteadOf: 'Redirect permanent / http://shop.example/',
      check: 'curl -I https://shop.example/ answers 200.',
    },
  ],
  workaround: 'OAuth 1.0a to the http URL: it sends no secret.',
  sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication'],
};

function front(evidence: Evidence): ReturnType<typeof redirects> {
  const probed = evidence.get('A1');
  // A front page that leads to the home URL alone, while the API answers, is another matter.
  if (probed?.reading.said !== 'redirect' || evidence.isWordPress('A2')) return [];
  const from = probed.exchange.request.url;
  const to = URL.parse(probed.reading.location ?? '', from)?.href;
  return to === undefined ? [] : [{ id: 'A1', from, to, status: probed.reading.status as number }];
}
