/**
 * Answers a fetch Request with a store, for whatever catches requests in a process: an interceptor, MSW.
 *
 * What a fetch Request keeps is what the store sees: its URL has been normalised (`..`, `%2e%2e` and `\` resolved,
 * `'` and `"` escaped), its header names are in lower case and sorted, and duplicates are joined. What depends on the
 * raw bytes of a request needs the listener.
 */
import type { Store } from '../contract.ts';
import { type Answer, type Message, noBody } from '../message.ts';
import { sentHeaders } from '../php/header.ts';

/** What it takes of a store to answer for its hosts. */
export type HandledStore = Pick<Store, 'answer' | 'now' | 'home' | 'fixture'>;

/**
 * A Response of the platform, or of a library that extends it. What its body may be is left to the platform: TypeScript
 * before 5.7 does not know that a Uint8Array is of an ArrayBuffer.
 */
export interface ResponseClass {
  new (body: ConstructorParameters<typeof Response>[0], init: { status: number; headers: Headers }): Response;
  error(): Response;
}

/**
 * Answers a fetch Request with a store.
 *
 * @example
 * ```ts
 * import { createStore, respond } from 'latchkey';
 *
 * const store = await createStore({ home: 'https://shop.test' });
 * const response = await respond(store, new Request('https://shop.test/wp-json/'));
 * response.status; // 200
 * ```
 */
export async function respond(store: HandledStore, request: Request): Promise<Response> {
  return respondAs(Response, store, request);
}

/** The same with a Response of this class. */
export async function respondAs(
  Answered: ResponseClass,
  store: HandledStore,
  request: Request,
): Promise<Response> {
  const answer = await store.answer(await messageOf(request));
  return responseOf(Answered, answer, request.method, store.now());
}

/**
 * The hosts that a store is reached under: that of its home URL, that of the fixture's HTTPS listener, and the bare
 * host name, which is the same store on the default port of the other scheme.
 */
export function hostsOf({ home, fixture }: Pick<Store, 'home' | 'fixture'>): string[] {
  const urls = [home, ...(fixture.https ? [fixture.https] : [])].map(url => new URL(url));
  const names = urls.map(url => url.hostname).filter(name => !/^(localhost|127\..*|\[.*)$/.test(name));
  return [...new Set([...urls.map(url => url.host), ...names])];
}

/** `https://shop.test:8443/path` to `shop.test:8443`; a fetch Request's URL is absolute and normalised. */
export function hostOf(url: string): string {
  const start = url.indexOf('//') + 2;
  const end = url.indexOf('/', start);
  return url.slice(start, end < 0 ? undefined : end).replace(/^.*@/, '');
}

async function messageOf(request: Request): Promise<Message> {
  const { url } = request;
  const host = hostOf(url);
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const fragment = url.indexOf('#', start);
  const headers: string[] = request.headers.has('host') ? [] : ['host', host];
  for (const [name, value] of request.headers) headers.push(name, value);
  return {
    method: request.method,
    scheme: url.startsWith('https:') ? 'https' : 'http',
    host,
    target: url.slice(start, fragment < 0 ? undefined : fragment),
    headers,
    body: request.body === null ? noBody : new Uint8Array(await request.arrayBuffer()),
  };
}

/** The statuses of the fetch standard that have no body. */
const bodyless = new Set([204, 205, 304]);

function responseOf(Answered: ResponseClass, answer: Answer, method: string, now: number): Response {
  // A connection that breaks: a network error for a fetch, whether before the answer or within its body.
  if (answer.breakage) return Answered.error();
  const headers = new Headers({ date: new Date(Math.floor(now) * 1000).toUTCString() });
  const sent = sentHeaders(answer.headers);
  for (let i = 0; i < sent.length; i += 2) headers.append(sent[i] as string, sent[i + 1] as string);
  const body =
    method === 'HEAD' || bodyless.has(answer.status) ? null : (answer.body as Uint8Array<ArrayBuffer>);
  if (body && !headers.has('content-length')) headers.set('content-length', String(body.length));
  return new Answered(body, { status: answer.status, headers });
}
