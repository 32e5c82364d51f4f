import { headerValue } from '../message.ts';
import { onRequest, pathOf } from './change.ts';
import { defineFault } from './fault.ts';
import { list } from './parameters.ts';

/** WP Engine did this to every User-Agent with "Google" in it, App Engine's among them. */
export const botCache = defineFault({
  id: 'bot-cache',
  title: 'The query is ignored for what looks like a bot',
  layer: 'cdn',
  description:
    'Credentials in the query do nothing (401 woocommerce_rest_cannot_view) when the User-Agent contains one of these texts; with another User-Agent they work.',
  parameters: { agents: list(['Google'], 'texts in the User-Agent') },
  wrap: (next, { agents }) =>
    onRequest(next, message => {
      const agent = headerValue(message.headers, 'User-Agent') ?? '';
      const isBot = agents.some(text => agent.includes(text));
      return isBot ? { ...message, target: pathOf(message.target) } : message;
    }),
});
