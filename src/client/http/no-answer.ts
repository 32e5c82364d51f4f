import { TargetError } from '../../../mocks/errors.ts';
import { redactUrl } from '../../redact/redact.ts';
import type { HttpExchange } from './exchange.ts';

/** The error for a request to which no answer came; its `cause` has the connection's code, `ECONNREFUSED`. */
export function noAnswer({ request, failure }: HttpExchange): TargetError {
  const { code, message } = failure ?? { code: 'UNKNOWN', message: 'no answer' };
  return new TargetError(
    `no answer to ${request.method} ${redactUrl(withoutCredentials(request.url))}: ${message} (${code})`,
    {
      cause: Object.assign(new Error(message), { code }),
    },
  );
}

/** Credentials differ with every request, nonces too: without them, requests that failed alike are told alike. */
function withoutCredentials(url: string): string {
  const [target = '', query] = url.split('?', 2);
  const kept = query?.split('&').filter(pair => !/^(?:oauth_|consumer_)/.test(pair)) ?? [];
  return kept.length > 0 ? `${target}?${kept.join('&')}` : target;
}
