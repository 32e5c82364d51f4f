import type { Fault } from '../fault.ts';
import { quoteAll } from '../proof.ts';

export const badGateway: Fault = {
  id: 'bad-gateway',
  layer: 'web server',
  title: 'The web server does not reach PHP',
  level: 'fault',
  symptom: '502, 503 or 504 HTML. Whether the store has done what was asked cannot be told from a 504.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'maintenance', difference: '503 with Retry-After, a page of WordPress' },
    { id: 'ip-blocked', difference: '403' },
  ],
  examine(evidence) {
    const seen = ['A4', 'A2', 'A1', 'B5', 'B6'].filter(id => {
      const reading = evidence.reading(id);
      return (
        reading?.said === 'not JSON' &&
        [502, 503, 504].includes(reading.status as number) &&
        reading.header('retry-after') === undefined &&
        !/cloudflare/i.test(reading.header('cf-mitigated') ?? '')
      );
    });
    if (seen.length === 0) return undefined;
    const isGateway = seen.some(id => [502, 504].includes(evidence.reading(id)?.status as number));
    // A 503 of the API alone is rather a firewall's.
    if (!isGateway && !seen.includes('A1')) return undefined;
    return {
      certainty: isGateway ? 'proven' : 'possible',
      proof: quoteAll(evidence, seen.slice(0, 3), 'the page of a server that got no answer itself'),
      ...(!isGateway && {
        undecided:
          'A 503 may also be a firewall’s, or a blocked address’s: open the front page from another network.',
      }),
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'on the server: is PHP-FPM running, and does fastcgi_pass name its socket?',
      lines: 'systemctl status php*-fpm\ngrep -r fastcgi_pass /etc/nginx/',
      check: 'curl -I https://shop.example/wp-json/ answers 200.',
    },
    {
      server: 'Apache',
      where: 'on the server: is PHP-FPM running, and does SetHandler name its socket?',
      lines: 'systemctl status php*-fpm\ngrep -r proxy:unix /etc/apache2/',
      check: 'curl -I https://shop.example/wp-json/ answers 200.',
    },
    {
      server: 'any',
      where: "PHP-FPM's pool, where its log says that pm.max_children was reached",
      lines: 'pm.max_children = 20',
      check: 'The log of PHP-FPM no longer says so.',
    },
  ],
  workaround:
    'Ask again later; after a 504 look first whether an order was made before sending it once more.',
  sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3'],
};
