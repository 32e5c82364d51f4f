import type { Exchange } from '../../mocks/index.ts';
import type { Redactor } from '../redact/redact.ts';

/** An exchange of the journal as JSON shows it: texts in Unicode, credentials masked. */
export interface JournalEntry {
  /** The store's clock when it arrived, Unix seconds. */
  readonly at: number;
  readonly request: {
    readonly method: string;
    readonly scheme: 'http' | 'https';
    /** The address that the client connected to. */
    readonly host: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    /** The first 4,096 characters. */
    readonly body: string;
    readonly bodyBytes: number;
  };
  readonly answer: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
    readonly bodyBytes: number;
  };
  readonly judgements: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly detail: string;
    readonly facts?: Readonly<Record<string, string | number>>;
  }[];
  /** What the client did wrong, where the store refused its signature. */
  readonly hint?: string;
}

const bodyCharacters = 4096;
/** No secret is longer than what stands between the two: one that begins in what is shown is masked whole. */
const bytesRead = 4 * bodyCharacters;

export function describeExchange(
  exchange: Exchange,
  redactor: Redactor,
  hint: string | undefined,
): JournalEntry {
  const { at, message, answer, judgements } = exchange;
  const headers = (fields: readonly string[]) => redactor.headers(pairs(fields));
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

function pairs(fields: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let i = 0; i < fields.length; i += 2)
    result.push([fields[i] as string, unicode(fields[i + 1] as string)]);
  return result;
}

/** A byte string read as UTF-8; what holds characters above 0xFF is text already. */
function unicode(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) && !/[^\x00-\xff]/.test(bytes)
    ? Buffer.from(bytes, 'latin1').toString('utf8')
    : bytes;
}
