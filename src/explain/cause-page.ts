/** The pages of causes that are no mistake in a signature: what is said of each, taken from where it is said. */
import { knownCodes } from './answers/codes.ts';
import { knownPages } from './answers/pages.ts';
import { causeExamples, exampleSecrets } from './cause-examples.ts';
import { explainText } from './explain-text.ts';
import { webhookMistakes } from './webhook/mistakes.ts';

/** A cause that `latchkey explain` names. */
export interface NamedCause {
  readonly id: string;
  /** What shows it. */
  readonly kind: 'request' | 'answer' | 'webhook';
  readonly says: string;
  readonly fix: string;
  /** A request that has it. */
  readonly example?: string;
  /** What an answer of the same name means, where a request shows the cause too. */
  readonly inAnswer?: { readonly says: string; readonly fix: string };
}

/** All of them: what requests show, what answers mean, and what is wrong with deliveries of webhooks. */
export function namedCauses(): readonly NamedCause[] {
  const ofRequests = [...causeExamples].map(([id, example]) => ({ ...ofRequest(id, example), example }));
  const ofAnswers = [...knownCodes, ...knownPages].map(
    ({ id, says, fix }) => ({ id, kind: 'answer', says, fix }) as const,
  );
  const ofWebhooks = webhookMistakes.map(
    ({ id, says, fix }) => ({ id, kind: 'webhook', says, fix }) as const,
  );
  const shown = ofRequests.map(cause => {
    const answer = ofAnswers.find(({ id }) => id === cause.id);
    return answer ? { ...cause, inAnswer: { says: answer.says, fix: answer.fix } } : cause;
  });
  return [...shown, ...ofAnswers, ...ofWebhooks].filter(
    ({ id }, index, all) => all.findIndex(other => other.id === id) === index,
  );
}

/** A page has no room for what is long only to show that it is too long. */
function shortened(example: string): string {
  return example.length <= 1000 ? example : `${example.slice(0, 200)}… (${example.length} characters)`;
}

/** @throws {Error} where the example does not show its cause any more. */
function ofRequest(id: string, example: string): NamedCause {
  const consumerSecret = exampleSecrets.get(id);
  const cause = explainText(example, consumerSecret === undefined ? {} : { consumerSecret })?.cause;
  if (cause?.id !== id) throw new Error(`The example of ${id} shows ${cause?.id}: mend it.`);
  return { id, kind: 'request', says: cause.says, fix: cause.fix };
}

const kinds = {
  request: 'what a request shows',
  answer: 'what an answer means',
  webhook: 'the signature of a delivery',
} as const;

/** The page of a cause in Markdown, as `latchkey doctor --explain` prints it. */
export function causePage({ id, kind, says, fix, example, inAnswer }: NamedCause): string {
  return [
    `# ${id}`,
    '',
    `\`${id}\` · ${kinds[kind]}`,
    '',
    says,
    '',
    ...(example === undefined ? [] : ['## Example', '', '```', shortened(example), '```', '']),
    '## Fix',
    '',
    fix,
    '',
    ...(inAnswer ? ['## As the answer says it', '', inAnswer.says, '', `Fix: ${inAnswer.fix}`, ''] : []),
    '## Check',
    '',
    '`latchkey explain` with the request and its answer names this cause; once it is mended it does not any more.',
    '',
  ].join('\n');
}
