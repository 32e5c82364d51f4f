import { timestampWindow } from '../../mocks/rules.ts';
import { answerField, dateOf } from './answers/answer.ts';
import type { ReceivedExchange } from './exchange.ts';
import type { Note } from './note.ts';
import { firstHeaderOf, type ReceivedRequest, sentValue } from './request.ts';
import { isSigned } from './verdict.ts';

/** Which of several exchanges is explained, and what only all of them together tell. */
export interface Chosen {
  readonly exchange: ReceivedExchange;
  /** 'the third of 5 requests': where there are several. */
  readonly which: string | undefined;
  readonly notes: readonly Note[];
}

const isForApi = ({ target }: ReceivedRequest): boolean => /wp-json|wc-api|rest_route/.test(target);
const hasCredentials = (request: ReceivedRequest): boolean =>
  isSigned(request) ||
  firstHeaderOf(request, 'authorization') !== undefined ||
  /consumer_(key|secret)=/.test(request.target);

/** The exchange that was refused; where no status tells, the last that is signed, or carries credentials. */
export function chooseExchange(exchanges: readonly ReceivedExchange[]): Chosen | undefined {
  const withRequest = exchanges.filter(({ request }) => request !== undefined && isForApi(request));
  const among = withRequest.length > 0 ? withRequest : exchanges;
  const refused = (statuses: (status: number) => boolean) =>
    among.findLast(({ answer }) => answer?.status !== undefined && statuses(answer.status));
  const exchange =
    refused(status => status === 401 || status === 403) ??
    refused(status => status >= 400) ??
    among.findLast(({ request }) => request && isSigned(request)) ??
    among.findLast(({ request }) => request && hasCredentials(request)) ??
    among.at(-1);
  if (exchange === undefined) return undefined;
  const index = exchanges.indexOf(exchange);
  return {
    exchange,
    which:
      exchanges.length > 1 ? `Number ${index + 1} of ${exchanges.length} requests is explained` : undefined,
    notes: [...redirectNotes(exchanges, index), ...nonceNotes(exchanges, index), ...clockNotes(exchanges)],
  };
}

/** What a redirect has done to the request that is explained. */
function redirectNotes(exchanges: readonly ReceivedExchange[], index: number): Note[] {
  const before = exchanges[index - 1];
  const { request } = exchanges[index] ?? {};
  const status = before?.answer?.status;
  if (!before?.request || !before.answer || !request || status === undefined || status < 300 || status > 399)
    return [];
  const location = answerField(before.answer, 'location') ?? urlOf(request);
  const from = urlOf(before.request).split('?', 1)[0];
  const to = location.split('?', 1)[0];
  if (isSigned(before.request) && isSigned(request))
    return [
      {
        id: 'signed-and-redirected',
        says: `The request was signed for ${from}, and a redirect (${status}) sent it on, with the same signature, to ${to}: the store signs the URL that arrives, so the signature does not match there.`,
        fix: `Sign and call the URL to which the redirect leads (${to}); over https key and secret as Basic credentials will do without a signature.`,
        refuses: true,
      },
    ];
  if (hasCredentials(before.request) && !hasCredentials(request))
    return [
      {
        id: 'credentials-lost-in-redirect',
        says: `A redirect (${status}) led from ${from} to ${to}, and the client sent no credentials there: clients leave the Authorization header away at another host, port or scheme.`,
        fix: `Call ${to} itself.`,
        refuses: true,
      },
    ];
  if (before.request.method !== request.method)
    return [
      {
        id: 'method-lost-in-redirect',
        says: `A redirect (${status}) made ${request.method} of ${before.request.method}: nothing is created or changed.`,
        fix: `Call ${to} itself; 307 and 308 keep the method.`,
        refuses: true,
      },
    ];
  return [
    {
      id: 'redirected',
      says: `A redirect (${status}) led from ${from} to ${to}.`,
      fix: `Call ${to} itself.`,
      refuses: false,
    },
  ];
}

function urlOf({ scheme, authority, target }: ReceivedRequest): string {
  return `${scheme}://${authority ?? ''}${target}`;
}

const nonceOf = (request: ReceivedRequest | undefined): string | undefined =>
  request && sentValue(request, 'oauth_nonce');

/** The same nonce in two requests that no redirect joins. */
function nonceNotes(exchanges: readonly ReceivedExchange[], index: number): Note[] {
  const nonce = nonceOf(exchanges[index]?.request);
  if (nonce === undefined) return [];
  const first = exchanges.findIndex(({ request }) => nonceOf(request) === nonce);
  if (first < 0 || first === index) return [];
  const isRedirected = exchanges.slice(first, index).every(({ answer }) => {
    const status = answer?.status ?? 0;
    return status >= 300 && status < 400;
  });
  if (isRedirected) return [];
  return [
    {
      id: 'nonce-used-twice',
      says: `The nonce of request ${index + 1} was sent before, with request ${first + 1}: the store refuses it the second time ("Invalid nonce - nonce has already been used.").`,
      fix: 'Make nonce, timestamp and signature anew for each request, retries among them.',
      refuses: true,
    },
  ];
}

/** The store's clock beside that of the client, by the Date of answers. */
function clockNotes(exchanges: readonly ReceivedExchange[]): Note[] {
  for (const { request, answer } of exchanges.toReversed()) {
    const date = answer && dateOf(answer);
    if (!request?.time || !date) continue;
    const off = Math.round(date - request.time);
    if (Math.abs(off) <= 300) return [];
    return [
      {
        id: 'clocks-differ',
        says: `The clock of the server is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the client’s, by the Date of its answer; the store allows ${timestampWindow} s.`,
        fix: 'Set both clocks by NTP.',
        refuses: Math.abs(off) > timestampWindow,
      },
    ];
  }
  return [];
}
