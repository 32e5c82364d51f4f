import { firstHeader, type Message } from '../../mocks/index.ts';
import { splitUrl } from '../client/http/split-url.ts';
import { signRequest } from '../client/oauth1/request.ts';
import { explained } from './explained.ts';
import type { Watched, WatchedExchange, WatchedKey } from './watched.ts';

const protocolParameter = /^(?:oauth_|consumer_key=|consumer_secret=)/i;

/**
 * The request with a right signature in its query, in the place of the credentials that it had. What is signed is what
 * the store signs: its home URL with the path of the request.
 *
 * @param random gives as many bytes, for the nonce.
 */
export function resigned(
  exchange: WatchedExchange,
  watched: Pick<Watched, 'home' | 'profile'>,
  key: WatchedKey,
  now: number,
  nonce: string,
): Message {
  const { message } = exchange;
  const mark = message.target.indexOf('?');
  const path = mark < 0 ? message.target : message.target.slice(0, mark);
  const query = mark < 0 ? [] : message.target.slice(mark + 1).split('&');
  const kept = query.filter(pair => pair !== '' && !protocolParameter.test(pair));
  const bare = `${path}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
  const form = /^application\/x-www-form-urlencoded/i.test(firstHeader(message.headers, 'content-type') ?? '')
    ? [...new URLSearchParams(Buffer.from(message.body).toString('utf8'))].filter(
        ([name]) => !name.startsWith('oauth_'),
      )
    : undefined;
  const unsigned = withoutCredentials({ ...message, target: bare });
  const sign = (url: string) =>
    signRequest(
      { method: message.method, url, ...(form && { form }) },
      {
        credentials: key,
        signatureMethod: 'HMAC-SHA256',
        placement: 'query',
        timestamp: now,
        nonce,
      },
    );
  const host = firstHeader(message.headers, 'host') ?? message.host;
  const tried = signedMessage(unsigned, sign(`${message.scheme}://${host}${bare}`).url);
  // Which URL the store signs is its own affair: explain takes it from the store's rules.
  const uri = explained({ ...exchange, message: tried }, watched, key.consumerSecret, 'singles')?.steps
    ?.baseUri;
  if (uri === undefined) return tried;
  return signedMessage(unsigned, sign(`${uri}${bare.slice(path.length)}`).url, path);
}

function signedMessage(message: Message, url: string, path?: string): Message {
  const target = splitUrl(url)?.target ?? message.target;
  return { ...message, target: path === undefined ? target : path + target.slice(target.indexOf('?')) };
}

function withoutCredentials(message: Message): Message {
  const headers: string[] = [];
  for (let i = 0; i < message.headers.length; i += 2)
    if (!/^authorization$/i.test(message.headers[i] as string))
      headers.push(message.headers[i] as string, message.headers[i + 1] as string);
  return { ...message, headers };
}
