import type { Exchange } from '../../mocks/index.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { JournalEntry as Entry } from '../../schemas/types/control.ts';
import { headerFields } from '../client/http/exchange.ts';
import type { Redactor } from '../redact/redact.ts';

const bodyCharacters = 4096;
/** No secret is longer than what stands between the two: one that begins in what is shown is masked whole. */
const bytesRead = 4 * bodyCharacters;

/** An exchange of the journal as JSON shows it: texts in Unicode, credentials masked. */
export type JournalEntry = ReadOnly<Entry>;

export function describeExchange(
  exchange: Exchange,
  redactor: Redactor,
  hint: string | undefined,
): JournalEntry {
  const { at, message, answer, judgements } = exchange;
  const headers = (flat: readonly string[]) =>
    redactor.headers(headerFields(flat).map(([name, value]) => [name, unicode(value)] as const));
  const body = (bytes: Uint8Array) =>
    redactor.text(Buffer.from(bytes.subarray(0, bytesRead)).toString('utf8')).slice(0, bodyCharacters);
  return {
    at,
    request: {
      method: unicode(message.method),
      scheme: message.scheme,
      host: message.host,
      target: redactor.url(unicode(message.target)),
      headers: headers(message.headers),
      body: body(message.body),
      bodyBytes: message.body.length,
    },
    answer: {
      status: answer.status,
      headers: headers(answer.headers),
      body: body(answer.body),
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

/** A byte string read as UTF-8; what holds characters above 0xFF is text already. */
function unicode(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) && !/[^\x00-\xff]/.test(bytes)
    ? Buffer.from(bytes, 'latin1').toString('utf8')
    : bytes;
}
