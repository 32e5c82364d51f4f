import type { Delivery, Exchange } from '../../mocks/index.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { JournalEntry as Entry, DeliveryEntry as SentEntry } from '../../schemas/types/control.ts';
import { headerFields } from '../client/http/exchange.ts';
import type { Redactor } from '../redact/redact.ts';

const bodyCharacters = 4096;
/** No secret is longer than what stands between the two: one that begins in what is shown is masked whole. */
const bytesRead = 4 * bodyCharacters;

/** An exchange of the journal as JSON shows it: texts in Unicode, credentials masked. */
export type JournalEntry = ReadOnly<Entry>;

/** A delivery of the journal as JSON shows it. */
export type DeliveryEntry = ReadOnly<SentEntry>;

export function describeExchange(
  exchange: Exchange,
  redactor: Redactor,
  hint: string | undefined,
): JournalEntry {
  const { at, message, answer, judgements } = exchange;
  return {
    at,
    request: {
      method: unicode(message.method),
      scheme: message.scheme,
      host: message.host,
      target: redactor.url(unicode(message.target)),
      headers: shownFields(message.headers, redactor),
      body: shownBody(message.body, redactor),
      bodyBytes: message.body.length,
    },
    answer: {
      status: answer.status,
      headers: shownFields(answer.headers, redactor),
      body: shownBody(answer.body, redactor),
      bodyBytes: answer.body.length,
    },
    judgements: judgements.map(({ rule, outcome, detail, facts }) => ({
      rule,
      outcome,
      detail: redactor.text(unicode(detail)),
      ...(facts && { facts: redactor.value(facts) }),
    })),
    ...(hint !== undefined && { hint: redactor.text(hint) }),
  };
}

/** A delivery of a webhook as JSON shows it: what was sent, and the status or why there is none. */
export function describeDelivery(delivery: Delivery, redactor: Redactor): DeliveryEntry {
  const { at, kind, webhookId, topic, resourceId, request, status, error } = delivery;
  return {
    at,
    kind,
    webhook: webhookId,
    topic,
    id: resourceId,
    ...(request && {
      request: {
        method: request.method,
        url: redactor.url(unicode(request.url)),
        headers: shownFields(request.headers, redactor),
        body: shownBody(request.body, redactor),
        bodyBytes: request.body.length,
      },
    }),
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error: redactor.text(error) }),
  };
}

function shownFields(flat: readonly string[], redactor: Redactor): JournalEntry['request']['headers'] {
  return redactor.headers(headerFields(flat).map(([name, value]) => [name, unicode(value)] as const));
}

function shownBody(bytes: Uint8Array, redactor: Redactor): string {
  return redactor.text(Buffer.from(bytes.subarray(0, bytesRead)).toString('utf8')).slice(0, bodyCharacters);
}

/** A byte string read as UTF-8; what holds characters above 0xFF is text already. */
function unicode(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) && !/[^\x00-\xff]/.test(bytes)
    ? Buffer.from(bytes, 'latin1').toString('utf8')
    : bytes;
}
