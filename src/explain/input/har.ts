import type { Entry, Har } from 'har-format';
import { splitUrl } from '../../client/http/split-url.ts';
import { jsonIn } from '../../files/json-text.ts';
import type { ReceivedAnswer } from '../answers/answer.ts';
import { readAnswer } from '../answers/read-answer.ts';
import type { ReceivedExchange } from '../exchange.ts';
import { type ReceivedRequest, toBytes } from '../request.ts';

/** Each entry of a HAR file, or the one that the text is, with its answer. */
export function readHarEntries(text: string): readonly ReceivedExchange[] | undefined {
  return entriesOf(text)?.map(entry => {
    const request = requestOf(entry);
    const answer = answerOf(entry);
    return { ...(request && { request }), ...(answer && { answer }) };
  });
}

function answerOf({ response }: Entry): ReceivedAnswer | undefined {
  if (typeof response?.status !== 'number' || response.status === 0) return undefined;
  const text = typeof response.content?.text === 'string' ? response.content.text : '';
  const headers = fieldsOf(response.headers);
  return {
    ...((!isData(response.status, text) && readAnswer(text)) || { code: undefined, message: undefined }),
    status: response.status,
    headers,
    text,
  };
}

/** What a store hands out names codes too, of coupons for one, and keys of orders that look like codes. */
function isData(status: number, text: string): boolean {
  const json = status >= 200 && status < 300 ? jsonIn(text) : undefined;
  return (
    typeof json === 'object' && json !== null && !('code' in json && 'message' in json) && !('errors' in json)
  );
}

/** A HAR file or one entry of it. Of a file, the last entry that carries an OAuth signature is taken. */
export function readHar(text: string): ReceivedRequest | undefined {
  const entries = entriesOf(text) ?? [];
  const signed = entries.filter(entry => JSON.stringify(entry.request).includes('oauth_signature'));
  const entry = signed.at(-1) ?? entries.at(-1);
  return entry && requestOf(entry);
}

function entriesOf(text: string): Entry[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const value = jsonIn(text) as (Partial<Har> & Partial<Entry>) | undefined;
  if (!value) return undefined;
  const listed = value.log?.entries ?? (value.request ? [value as Entry] : []);
  if (!Array.isArray(listed)) return undefined;
  // A line of a log has a member `request` too, but a text.
  return listed.filter(entry => typeof entry.request?.url === 'string');
}

/** The fields that are pairs of texts: tools write HAR by hand, and not always by its rules. */
function fieldsOf(headers: unknown): (readonly [string, string])[] {
  if (!Array.isArray(headers)) return [];
  return headers
    .filter(field => typeof field?.name === 'string' && typeof field?.value === 'string')
    .map(({ name, value }) => [name, value] as const);
}

function requestOf(entry: Entry): ReceivedRequest | undefined {
  const { request } = entry;
  const url = request && splitUrl(toBytes(request.url));
  if (!request || !url) return undefined;
  const params = request.postData?.params;
  const form = (Array.isArray(params) ? params : [])
    .map(item => `${encodeURIComponent(item.name)}=${encodeURIComponent(item.value ?? '')}`)
    .join('&');
  const started = Date.parse(entry.startedDateTime ?? '');
  return {
    source: 'har',
    method: typeof request.method === 'string' ? request.method : 'GET',
    methodAssumed: typeof request.method !== 'string',
    scheme: url.scheme,
    schemeAssumed: false,
    authority: url.authority,
    target: url.target,
    // HTTP/2 has the pseudo-header fields :method, :path … among the others.
    headers: fieldsOf(request.headers)
      .filter(([name]) => !name.startsWith(':'))
      .map(([name, value]) => [name, toBytes(value)]),
    body: toBytes(String(request.postData?.text || form || '')),
    ...(Number.isFinite(started) && { time: Math.floor(started / 1000) }),
  };
}
