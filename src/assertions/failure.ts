import { AssertionError } from 'node:assert';
import type { Exchange } from '../../mocks/index.ts';
import { hintFor } from '../explain/hint.ts';
import { seenExchange } from '../gate/traffic.ts';
import { redact } from '../redact/redact.ts';
import { type Subject, storeOf } from './subject.ts';

/**
 * Throws an AssertionError, the one that every runner shows as a failed assertion. Its text is masked: runners print
 * it into logs.
 */
export function fail(
  message: string,
  values: { actual?: unknown; expected?: unknown; caller: (...args: never) => unknown },
): never {
  const { actual, expected, caller } = values;
  throw new AssertionError({
    message: redact(message),
    actual,
    expected,
    operator: caller.name,
    stackStartFn: caller,
  });
}

/** What came of an exchange, for the text of a failure: the request, the answer, the store's judgements, the mistake. */
export function describeExchange(subject: Subject, exchange: Exchange): string {
  const { answer, judgements } = exchange;
  const { name, code } = seenExchange(exchange, 1);
  const hint = hintFor(exchange, storeOf(subject));
  return [
    `${name} was answered with ${answer.status}${code === undefined ? '' : ` ${code}`}.`,
    ...judgements.map(({ rule, outcome, detail }) => `  ${rule} ${outcome}: ${detail}`),
    ...(hint === undefined ? [] : [`  The client’s mistake: ${hint}`]),
  ].join('\n');
}
