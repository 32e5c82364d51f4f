import { headerValue } from '../message.ts';
import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice, list, status } from './parameters.ts';

/** "Works in Postman": a filter on who the client says it is. */
export const userAgentFilter = defineFault({
  id: 'user-agent-filter',
  title: 'A firewall refuses some User-Agents',
  layer: 'firewall',
  description:
    "403 HTML for clients without a User-Agent, or with one that contains one of these texts; a browser's User-Agent passes.",
  parameters: {
    agents: list(
      ['python-requests', 'WooCommerce API Client', 'curl/', 'node'],
      'texts in the User-Agent, compared without case',
    ),
    empty: choice(['refused', 'accepted'], 'refused', 'what becomes of a request without User-Agent'),
    status: status([403, 406, 455], 403),
  },
  wrap: (next, { agents, empty, ...options }) =>
    instead(next, message => {
      const agent = (headerValue(message.headers, 'User-Agent') ?? '').toLowerCase();
      const isRefused =
        agent === '' ? empty === 'refused' : agents.some(text => agent.includes(text.toLowerCase()));
      return isRefused ? serverPage('apache', options.status) : undefined;
    }),
});
