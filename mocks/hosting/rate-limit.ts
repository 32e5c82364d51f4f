import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { number, status } from './parameters.ts';

/** A host that counts requests of an address. */
export const rateLimit = defineFault({
  id: 'rate-limit',
  title: 'Too many requests',
  layer: 'firewall',
  description: '429 HTML with Retry-After once more than so many requests came within so many seconds.',
  parameters: {
    requests: number(10, 'how many requests are let through', { min: 0, whole: true }),
    seconds: number(60, 'in how many seconds', { min: 1 }),
    status: status([429, 503], 429),
  },
  wrap: (next, { requests, seconds, ...options }, { now }) => {
    let passed: number[] = [];
    return instead(next, () => {
      const time = now();
      passed = passed.filter(at => time - at < seconds);
      if (passed.length < requests) {
        passed.push(time);
        return undefined;
      }
      const retryAfter = Math.max(1, Math.ceil((passed[0] ?? time) + seconds - time));
      return serverPage('nginx', options.status, ['Retry-After', String(retryAfter)]);
    });
  },
});
