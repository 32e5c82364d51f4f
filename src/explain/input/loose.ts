import { type ReceivedRequest, toBytes } from '../request.ts';
import { withCredentialsOfCode } from './code.ts';
import { readPageScript } from './page-script.ts';
import { readUrl } from './url.ts';

const method = /\b(GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD)\b/;

/**
 * The request that a text speaks of: the last URL of an API in it, with the method before it and the Authorization field
 * beside it, where they are named. For reports, code and screenshots.
 */
export function readLoose(text: string): ReceivedRequest | undefined {
  const urls = [...text.matchAll(/https?:?\/\/[^\s"'`<>\\|]+/gi)].filter(([url]) =>
    /wp-json|wc-api|wc-auth|rest_route|consumer_key|oauth_/i.test(url),
  );
  const found = urls.at(-1);
  if (!found) return readPageScript(text);
  const url = found[0].replace(/[).,;\]}]+$/, '');
  const request = readUrl(url);
  if (!request) return undefined;
  const before = text.slice(Math.max(0, found.index - 60), found.index);
  const named = method.exec(before.split('\n').at(-1) ?? '')?.[1];
  const literal = /authorization["']?\s*(?::|=>|=)\s*["']?((?:Basic|Bearer|OAuth|Digest)\s[^\n"'$]+)/i.exec(
    text,
  )?.[1];
  const sent: ReceivedRequest = {
    ...request,
    ...(named !== undefined && { method: named, methodAssumed: false }),
    headers:
      literal === undefined || request.headers.length > 0
        ? request.headers
        : [['Authorization', toBytes(literal.trim())]],
  };
  return withCredentialsOfCode(sent, text);
}
