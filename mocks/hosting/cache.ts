import type { Answer } from '../message.ts';
import { headerValues, hostOf, pathOf, withHeader } from './change.ts';
import { defineFault } from './fault.ts';
import { choice, list, number } from './parameters.ts';

/**
 * A cache that keeps what the API answers. Keyed on the path alone it gives everybody the first answer again
 * and again (measured with Nginx `proxy_cache_key`); keyed on the whole URL it still forgets who asked.
 */
export const cache = defineFault({
  id: 'cache',
  title: 'A cache keeps answers of the API',
  layer: 'cdn',
  description:
    'The same answer to everybody, with Age and X-Cache: HIT: a 401 that stays after the key was put right, or data of another user.',
  parameters: {
    seconds: number(600, 'how long an answer is kept', { min: 0 }),
    key: choice(['path', 'url'], 'path', 'what two requests must share to get the same answer'),
    statuses: list([], 'the status codes that are kept; all when empty'),
  },
  wrap: (next, { seconds, key, statuses }, { now }) => {
    const kept = new Map<string, { readonly at: number; readonly answer: Answer }>();
    return message => {
      if (message.method !== 'GET' && message.method !== 'HEAD') return next(message);
      const target = key === 'path' ? pathOf(message.target) : message.target;
      const name = `${message.method} ${hostOf(message)}${target}`;
      const found = kept.get(name);
      if (found !== undefined && now() - found.at < seconds) {
        const age = String(Math.max(0, Math.floor(now() - found.at)));
        return marked(withHeader(found.answer.headers, 'Age', age), found.answer, 'HIT');
      }
      const keep = (answer: Answer): Answer => {
        const isKept = statuses.length === 0 || statuses.includes(String(answer.status));
        const hasCookie = headerValues(answer.headers, 'Set-Cookie').length > 0;
        if (isKept && !hasCookie) kept.set(name, { at: now(), answer });
        return marked(answer.headers, answer, 'MISS');
      };
      const answer = next(message);
      return answer instanceof Promise ? answer.then(keep) : keep(answer);
    };
  },
});

function marked(headers: readonly string[], answer: Answer, state: string): Answer {
  return { ...answer, headers: withHeader(headers, 'X-Cache', state) };
}
