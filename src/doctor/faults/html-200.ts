import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isChallenge } from '../signs.ts';
import { isFrontPage } from './cache.ts';

export const html200: Fault = {
  id: 'html-200',
  layer: 'plugin',
  title: 'A page comes with 200 where JSON belongs',
  level: 'fault',
  symptom:
    'A success for a client that looks at the status alone, "Unexpected token <" for one that parses: a page builder, a cache that serves the front page, a parked domain.',
  probes: ['A2', 'A4'],
  lookAlikes: [
    { id: 'siteground-captcha', difference: 'SG-Captcha: challenge' },
    { id: 'not-wordpress', difference: 'nothing of WordPress is seen anywhere' },
    { id: 'cache', difference: 'a POST reaches WordPress' },
    { id: 'query-dropped', difference: 'only ?rest_route= is answered by a page' },
  ],
  examine(evidence) {
    const pages = ['A4', 'A2'].filter(id => {
      const reading = evidence.reading(id);
      return (
        reading?.said === 'not JSON' &&
        (reading.status as number) < 300 &&
        !isChallenge(reading) &&
        !reading.isDamaged
      );
    });
    if (pages.length === 0 || isFrontPage(evidence)) return undefined;
    const front = evidence.whereabouts.front.reading;
    const isWordPress =
      evidence.whereabouts.rootBy !== 'guessed' || /wp-(content|includes|json)/.test(front.text);
    if (!isWordPress) return undefined;
    return {
      certainty: 'proven',
      proof: pages.map(id => quote(evidence, id, 'a page, where JSON belongs')),
      undecided: 'What makes the page cannot be seen from outside: its title and the plugins tell.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Plugins: page builders, landing pages, caches that serve whole pages',
      lines: 'an exception for /wp-json/, or deactivate them one by one',
      check: 'Run the doctor again: A2 is answered 200 JSON.',
    },
    {
      server: 'Nginx',
      where: 'an error_page or a try_files that ends with a page',
      lines: 'location ^~ /wp-json/ {\n  try_files $uri $uri/ /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A2 is answered 200 JSON.',
    },
    {
      server: 'Apache',
      where: '.htaccess, above the rules of others',
      lines: 'RewriteRule ^wp-json/ /index.php [L]',
      check: 'Run the doctor again: A2 is answered 200 JSON.',
    },
  ],
  workaround: 'None; a client should look at Content-Type before it believes a 200.',
  sources: ['https://github.com/woocommerce/wc-api-php/issues/125'],
};
