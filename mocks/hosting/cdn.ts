/** Content delivery networks and caches in front of the whole site. */
import { type Answer, firstHeader } from '../message.ts';
import { headerValues, hostOf, instead, onRequest, pathOf, withHeader } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { page } from './pages.ts';
import { choice, listParameter, number } from './parameters.ts';

const blockedPage = `<!DOCTYPE html><html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1><p>You are unable to access this site. Error code: 1020</p></body></html>`;

const challengePage = `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="robots" content="noindex,nofollow"></head><body><noscript><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></noscript></body></html>`;

export const cdnFaults = faultsIn('cdn', [
  /** WP Engine did this to every User-Agent with "Google" in it, App Engine's among them. */
  defineFault({
    id: 'bot-cache',
    title: 'The query is ignored for what looks like a bot',
    seen: 'Credentials in the query do nothing (401 woocommerce_rest_cannot_view) under some User-Agents, as from App Engine, which writes AppEngine-Google into it; under others they work.',
    parameters: { agents: listParameter(['Google'], 'texts in the User-Agent') },
    wrap: (next, { agents }) =>
      onRequest(next, message => {
        const agent = firstHeader(message.headers, 'User-Agent') ?? '';
        const isBot = agents.some(text => agent.includes(text));
        return isBot ? { ...message, target: pathOf(message.target) } : message;
      }),
  }),
  /**
   * A cache that keeps what the API answers. Keyed on the path alone it gives everybody the first answer again
   * and again (measured with Nginx `proxy_cache_key`); keyed on the whole URL it still forgets who asked.
   */
  defineFault({
    id: 'cache',
    title: 'A cache keeps answers of the API',
    seen: 'The first answer comes again and again, with Age or X-Cache: HIT: a 401 that stays after the key was put right, data of somebody else, or "Invalid timestamp" for a signature that was right.',
    parameters: {
      seconds: number(600, 'how long an answer is kept', { min: 0 }),
      key: choice(['path', 'url'], 'path', 'what two requests must share to get the same answer'),
      statuses: listParameter([], 'the status codes that are kept; all when empty'),
    },
    wrap: (next, { seconds, key, statuses }, { now }) => {
      const kept = new Map<string, { readonly at: number; readonly answer: Answer }>();
      return async message => {
        if (message.method !== 'GET' && message.method !== 'HEAD') return next(message);
        const target = key === 'path' ? pathOf(message.target) : message.target;
        const name = `${message.method} ${hostOf(message)}${target}`;
        const found = kept.get(name);
        if (found !== undefined && now() - found.at < seconds) {
          const age = String(Math.max(0, Math.floor(now() - found.at)));
          return marked(withHeader(found.answer.headers, 'Age', age), found.answer, 'HIT');
        }
        const answer = await next(message);
        const isKept = statuses.length === 0 || statuses.includes(String(answer.status));
        const hasCookie = headerValues(answer.headers, 'Set-Cookie').length > 0;
        if (isKept && !hasCookie) kept.set(name, { at: now(), answer });
        return marked(answer.headers, answer, 'MISS');
      };
    },
  }),
  /** A rule of the zone blocks the client: no challenge, nothing to solve. */
  defineFault({
    id: 'cloudflare-block',
    title: 'Cloudflare blocks the client',
    seen: '403 HTML "Sorry, you have been blocked" (1020 and the like) with server: cloudflare and cf-ray, and without cf-mitigated: no challenge.',
    parameters: {},
    wrap: next =>
      instead(next, () => page(403, blockedPage, ['Server', 'cloudflare', 'CF-RAY', '8f1e6c0a2b3c4d5f-FRA'])),
  }),
  /** A managed challenge, or Bot Fight Mode: only something that runs scripts gets past it. */
  defineFault({
    id: 'cloudflare-challenge',
    title: 'Cloudflare challenges the client',
    seen: '403 HTML "Just a moment..." with cf-mitigated: challenge: a browser gets through and sees JSON, an API client does not.',
    parameters: {},
    wrap: next =>
      instead(
        next,
        (): Answer =>
          page(403, challengePage, [
            'Server',
            'cloudflare',
            'CF-RAY',
            '8f1e6c0a2b3c4d5e-FRA',
            'cf-mitigated',
            'challenge',
            'Cache-Control',
            'private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0',
          ]),
      ),
  }),
]);

function marked(headers: readonly string[], answer: Answer, state: string): Answer {
  return { ...answer, headers: withHeader(headers, 'X-Cache', state) };
}
