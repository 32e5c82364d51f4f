/**
 * Apache in front of the store: what it answers by itself, before any script sees the request. Every way in passes
 * through it, so that a request has the same answer over sockets, through MSW and by `store.answer()`. Its rules were
 * measured: `test/web-server/requests.ts` is the table.
 */
import { type Answer, type Message, noBody } from '../message.ts';
import { refuseFields } from './fields.ts';
import { answerFromFiles, isFolderWithoutSlash, type ServedSite } from './files.ts';
import { limits } from './limits.ts';
import { badRequest, movedPermanently, uriTooLong } from './pages.ts';
import { decodePath } from './paths.ts';
import { parseTarget } from './targets.ts';
import { answerTrace } from './trace.ts';

/** How a store's web server is set up. */
export interface WebServerSettings {
  /** `TraceEnable On`, Apache's own default: TRACE is echoed. Debian ships it off, and so it is when left out. */
  readonly trace?: boolean;
}

/** What comes of a request: Apache's own answer, or the request as a script sees it. */
export type Served = { readonly answer: Answer } | { readonly forScript: Message };

/** Makes the web server of a site. */
export function createWebServer(site: ServedSite, { trace = false }: WebServerSettings = {}) {
  return (message: Message): Served => {
    const served = serve(site, message, trace);
    if (message.method !== 'HEAD' || 'forScript' in served) return served;
    return { answer: { ...served.answer, body: noBody } };
  };
}

/** RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function serve(site: ServedSite, message: Message, isTraceEnabled: boolean): Served {
  const { method, target } = message;
  const lineLength = method.length + 1 + target.length + ' HTTP/1.1'.length;
  if (lineLength > limits.requestLine) return { answer: uriTooLong };
  // What has fields is no request of HTTP/0.9.
  if (message.version === '0.9' && message.headers.length > 0) return { answer: badRequest };
  if (method !== 'GET' && method !== 'POST' && !token.test(method)) return { answer: badRequest };
  const parsed = parseTarget(method, target);
  if (parsed === undefined) return { answer: badRequest };
  const refused = refuseFields(message, parsed.host);
  if (refused) return { answer: refused };
  if (parsed.path === '*')
    return { answer: method === 'OPTIONS' ? { status: 200, headers: [], body: noBody } : badRequest };
  const path = decodePath(parsed.path);
  if (typeof path !== 'string') return { answer: path };
  if (method === 'TRACE') return { answer: answerTrace(message, isTraceEnabled) };
  const answer = answerFromFiles(site, method, path);
  if (answer) return { answer };
  if ((method === 'GET' || method === 'HEAD') && isFolderWithoutSlash(site, path)) {
    const query = target.includes('?') ? target.slice(target.indexOf('?')) : '';
    return {
      answer: movedPermanently(`${message.scheme}://${parsed.host ?? message.host}${parsed.path}/${query}`),
    };
  }
  return { forScript: parsed.host === undefined ? message : withHost(message, parsed.host) };
}

/** RFC 9112 section 3.2.2: a host in the target replaces the field's. */
function withHost(message: Message, host: string): Message {
  const headers = ['Host', host];
  for (let i = 0; i < message.headers.length; i += 2) {
    const name = message.headers[i] as string;
    if (name.toLowerCase() !== 'host') headers.push(name, message.headers[i + 1] as string);
  }
  return { ...message, headers };
}
