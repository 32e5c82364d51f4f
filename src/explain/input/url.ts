import { splitUrl } from '../../client/http/split-url.ts';
import { type ReceivedRequest, toBytes, withUserinfo } from '../request.ts';

/**
 * A URL with `oauth_…` parameters in its query, with or without its method in front. The method is GET unless the
 * caller knows better. A text without a scheme is a URL only where it carries OAuth parameters.
 */
export function readUrl(text: string): ReceivedRequest | undefined {
  const [, method, address = ''] = /^(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(\S+)$/.exec(text) ?? [];
  const bare = /^(?!https?:)[a-z0-9.-]+(:\d+)?\/\S*([?&](amp;)?(oauth_|consumer_)|wp-json\/|wc-api\/)/i.test(
    address,
  );
  const url = splitUrl(toBytes(bare ? `http://${address}` : address));
  if (!url) return undefined;
  const request: ReceivedRequest = {
    source: 'url',
    method: method ?? 'GET',
    methodAssumed: method === undefined,
    scheme: url.scheme,
    schemeAssumed: bare,
    authority: url.authority,
    target: url.target,
    headers: [],
    body: '',
  };
  return withUserinfo(request, url.userinfo);
}

/** The last signed URL of a text: a line of code, a message of an error, a command of another tool. */
export function findUrl(text: string): ReceivedRequest | undefined {
  const found = text.match(/https?:\/\/[^\s"'`<>\\]+[?&](?:amp;)?oauth_[^\s"'`<>\\]+/gi)?.at(-1);
  return found === undefined ? undefined : readUrl(found.replace(/[).,;\]}]+$/, ''));
}
