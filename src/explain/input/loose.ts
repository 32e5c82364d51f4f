import { type ReceivedRequest, toBytes } from '../request.ts';
import { readUrl } from './url.ts';

const method = /\b(GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD)\b/;

/**
 * The request that a text speaks of: the last URL of an API in it, with the method before it and the Authorization field
 * beside it, where they are named. For reports, code and screenshots.
 */
export function readLoose(text: string): ReceivedRequest | undefined {
  const urls = [...text.matchAll(/https?:?\/\/[^\s"'`<>\\|]+/gi)].filter(([url]) =>
    /wp-json|wc-api|rest_route|consumer_key|oauth_/i.test(url),
  );
  const found = urls.at(-1);
  if (!found) return undefined;
  const url = found[0].replace(/[).,;\]}]+$/, '');
  const request = readUrl(url);
  if (!request) return undefined;
  const before = text.slice(Math.max(0, found.index - 60), found.index);
  const named = method.exec(before.split('\n').at(-1) ?? '')?.[1];
  const authorization =
    /authorization["']?\s*(?::|=>|=)\s*["']?((?:Basic|Bearer|OAuth|Digest)\s[^\n"']+)/i.exec(text)?.[1];
  return {
    ...request,
    ...(named !== undefined && { method: named, methodAssumed: false }),
    headers:
      authorization === undefined || request.headers.length > 0
        ? request.headers
        : [['Authorization', toBytes(authorization.trim())]],
  };
}
