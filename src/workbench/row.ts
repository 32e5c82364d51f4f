import { credentialKind, type SeenExchange, seenExchange } from '../gate/traffic.ts';
import type { Redactor } from '../redact/redact.ts';
import type { TrafficRow } from './view.ts';
import type { WatchedExchange, WatchedKey } from './watched.ts';

const longestTarget = 300;
/** Where credentials are looked for in a form, in bytes: a line for each request must not cost tenths of a second. */
const mostBody = 256 * 1024;

/** The line of an exchange, masked. */
export function trafficRow(
  number: number,
  exchange: WatchedExchange,
  keys: readonly WatchedKey[],
  redactor: Redactor,
): TrafficRow {
  const { at, message, answer, duration } = exchange;
  const body = message.body.subarray(0, mostBody);
  const seen = seenExchange({ ...exchange, message: { ...message, body } }, number);
  return {
    number,
    at: at * 1000,
    method: redactor.text(message.method).slice(0, 20),
    target: redactor.url(message.target).slice(0, longestTarget),
    status: answer.status,
    scheme: message.scheme,
    credentials: kindOf(seen),
    who: keys.find(({ consumerKey }) => consumerKey === seen.consumerKey.trim())?.name ?? '',
    why: redactor.text(whyRefused(exchange, seen)).slice(0, 80),
    ...(duration !== undefined && { duration }),
  };
}

function kindOf(seen: SeenExchange): TrafficRow['credentials'] {
  const kind = credentialKind(seen);
  return kind === 'none' && seen.authorization !== undefined ? 'other' : kind;
}

function whyRefused({ answer, judgements, failure }: WatchedExchange, seen: SeenExchange): string {
  if (failure !== undefined) return failure;
  if (answer.status < 400) return '';
  return judgements.findLast(({ outcome }) => outcome === 'refused')?.rule ?? seen.code ?? '';
}
