import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSeen } from '../signs.ts';

/** WP Engine did this to every User-Agent with "Google" in it, App Engine's among them. */
export const botCache: Fault = {
  id: 'bot-cache',
  layer: 'CDN or firewall',
  title: 'The query is ignored for what looks like a bot',
  level: 'warning',
  symptom:
    'Keys in the query do nothing from Google Cloud (App Engine writes AppEngine-Google into the User-Agent); from elsewhere they work.',
  probes: ['A5', 'A9-google'],
  lookAlikes: [
    { id: 'query-dropped', difference: 'the query is ignored for everybody' },
    { id: 'user-agent-filter', difference: 'a page comes, not JSON' },
  ],
  examine(evidence) {
    if (!isSeen(evidence, 'A5') || !evidence.isAnonymous('A9-google')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A5', 'a parameter in the query is seen'),
        quote(evidence, 'A9-google', 'the same is not when the User-Agent holds "Google"'),
      ],
    };
  },
  fixes: [
    {
      server: 'any',
      where: 'the page cache of the host (a ticket to it)',
      lines: 'Never serve /wp-json/ from the cache for bots; the query belongs to its key.',
      check: 'Run the doctor again: A9-google is answered as A5.',
    },
    {
      server: 'client',
      where: 'the client',
      lines: 'a User-Agent without "Google", or the keys in the Authorization header',
      check: 'The list is let in.',
    },
  ],
  workaround: 'Send the keys in the Authorization header, or another User-Agent.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/18030',
    'https://github.com/woocommerce/woocommerce/issues/14487',
  ],
};
