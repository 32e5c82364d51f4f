import assert from 'node:assert/strict';
import type { AnswerTypes } from '../../schemas/types/answers.ts';
import { wordpressError } from '../../src/answers/error.ts';
import { unprovenMembers } from '../../src/answers/members.ts';
import { type AnswerKind, answerProblems, isAnswer } from '../../src/answers/validate.ts';
import { type HttpAnswer, joinedHeader } from '../../src/client/http/exchange.ts';
import { contentOf } from './content.ts';
import { skip } from './unjudged.ts';
import type { LatchkeyWorld } from './world.ts';

/** What an answer has to be. */
export interface Expected {
  readonly status: number;
  /** The error's code; an answer that is no error has none. */
  readonly code?: string;
  readonly message?: string;
  /** The schema; that of what was asked for, or of an error, when it is left out. */
  readonly schema?: AnswerKind;
}

/** Judges the last answer: its status, its code, and its whole form against the schema. Gives back its JSON. */
export function judge<Kind extends AnswerKind>(
  world: LatchkeyWorld,
  expected: Expected & { readonly schema: Kind },
): AnswerTypes[Kind];
export function judge(world: LatchkeyWorld, expected: Expected): AnswerTypes[AnswerKind];
export function judge(world: LatchkeyWorld, expected: Expected): AnswerTypes[AnswerKind] {
  const sent = world.last();
  const answer = sent.exchange.answer as NonNullable<typeof sent.exchange.answer>;
  const { status, headers } = answer;
  sent.verified = true;
  const type = joinedHeader(headers, 'content-type') ?? 'no Content-Type';
  const { json, dirt } = contentOf(answer);
  const code = wordpressError(json)?.code;
  // What WooCommerce says to nobody is not heard where a plugin has said no before, nor what it shows to everybody.
  if (
    code !== undefined &&
    code === world.target.guestRefusal &&
    (isRefusalOfNobody(expected) || sent.isByNobody)
  )
    skip(`guests are refused before WooCommerce is asked (${code})`);
  // The sentence says all: assertions that compare would show the same two values once more below it.
  assert.ok(
    status === expected.status && code === expected.code,
    `The store answered ${describeAnswer(status, code)}; expected was ${describeAnswer(expected.status, expected.code)}.`,
  );
  assert.ok(
    dirt === undefined,
    `The answer's JSON does not stand alone; beside it stands ${JSON.stringify(dirt?.trim().slice(0, 200))}.`,
  );
  assert.match(type, /^application\/json\b/, `The answer's type is ${type}; expected was JSON.`);
  const schema = expected.schema ?? (expected.code === undefined ? sent.schema : 'rest-error');
  if (!isAnswer(schema, json)) {
    const problems = answerProblems(schema, json);
    assert.fail(`The answer does not fit the schema ${schema}: ${problems.slice(0, 5).join('; ')}`);
  }
  if (schema === 'rest-error' && isAnswer(schema, json)) {
    const statusInBody = json.data.status;
    assert.equal(
      statusInBody,
      status,
      `The answer's body tells the status ${statusInBody}, its status line ${status}.`,
    );
  }
  if (expected.message !== undefined) judgeMessage(world, json, expected.message);
  return json;
}

/** Whether this is what WooCommerce says to whom it has not recognised. */
function isRefusalOfNobody({ status, code }: Expected): boolean {
  return status === 401 && code?.startsWith('woocommerce_rest_') === true;
}

/** Holds an error's message, word by word, against what it has to be. */
export function assertMessage(message: unknown, expected: string): void {
  assert.ok(
    message === expected,
    `The message is ${JSON.stringify(message)}; expected was ${JSON.stringify(expected)}.`,
  );
}

/** Messages are translated: they are compared only where the store speaks English. */
function judgeMessage(world: LatchkeyWorld, json: unknown, expected: string): void {
  if (world.comparesWords()) assertMessage(unprovenMembers('rest-error', json).message, expected);
}

/** An answer to HEAD, or another that has no body. */
export function judgeEmpty(world: LatchkeyWorld, status: number): void {
  const sent = world.last();
  sent.verified = true;
  const answer = sent.exchange.answer as NonNullable<typeof sent.exchange.answer>;
  assert.ok(
    answer.status === status && answer.body.length === 0,
    `The answer is ${answer.status} with ${answer.body.length} bytes; expected was ${status} without a body.`,
  );
}

/** An answer of something in front of the store: it is no JSON. */
export function judgePage(world: LatchkeyWorld, status: number): HttpAnswer {
  const sent = world.last();
  sent.verified = true;
  const answer = sent.exchange.answer as HttpAnswer;
  const type = joinedHeader(answer.headers, 'content-type') ?? 'no Content-Type';
  assert.ok(
    answer.status === status && !/json/i.test(type),
    `The answer is ${answer.status}, ${type}; expected was ${status} and a page of the web server's.`,
  );
  return answer;
}

function describeAnswer(status: number, code: string | undefined): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}
