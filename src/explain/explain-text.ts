import { UsageError } from '../../mocks/errors.ts';
import { type Chosen, chooseExchange } from './across.ts';
import { answerWithText, dateOf, isSuccess, type ReceivedAnswer } from './answers/answer.ts';
import { codeOf } from './answers/codes.ts';
import { type AnswerReading, readingOfAnswer } from './answers/explain-answer.ts';
import { commandNotes } from './command-notes.ts';
import type { ReceivedExchange } from './exchange.ts';
import { checkedOptions } from './explain.ts';
import { explainRequest } from './explain-request.ts';
import { type ExplainOptions, type Explanation, type KnownOptions, withoutSignature } from './explanation.ts';
import { readLogLines } from './input/access-log.ts';
import { readExchanges } from './input/exchanges.ts';
import type { Note } from './note.ts';
import type { ReceivedRequest } from './request.ts';
import { lowerFirst } from './signature.ts';
import { isSigned } from './verdict.ts';
import { readDelivery } from './webhook/delivery.ts';
import { explainDelivery, explainPing } from './webhook/explain-delivery.ts';
import { explainReceiver } from './webhook/receiver-code.ts';

/** The most that is read of HAR and of logs, in characters. */
export const largestInput = 8_000_000;
/** The most of anything else: no request, answer or piece of code is longer. */
const largestRequest = 1_000_000;

function mostOf(text: string): number {
  const line = text.slice(0, 65_536).split('\n', 1)[0] ?? '';
  return /^\s*\{/.test(line) || readLogLines(line) ? largestInput : largestRequest;
}

/**
 * Explains whatever somebody has in hand: a request, an answer, both, several of them, or a delivery of a webhook, as
 * `latchkey explain` reads them. Undefined for a text that holds none of these.
 * Nothing is masked here: whoever writes the result passes it through the redactor.
 *
 * @param change What is known of the request beside its text, its method for one.
 * @throws {UsageError} for a text of more than a million characters (8 million of HAR or of a log), an option of a wrong
 *   type, or a home URL that is none.
 *
 * @example
 * ```ts
 * import { explainText, redact } from 'latchkey';
 *
 * const said = explainText('{"code":"woocommerce_rest_cannot_view","message":"…","data":{"status":401}}');
 * for (const { says, tell } of said?.causes ?? []) console.log(redact(`${says} ${tell}`));
 * ```
 */
export function explainText(
  text: string,
  options: ExplainOptions = {},
  change: (request: ReceivedRequest) => ReceivedRequest = request => request,
): Explanation | undefined {
  if (typeof text !== 'string') throw new UsageError({ where: 'explainText(text)', expected: 'a text' });
  if (typeof change !== 'function')
    throw new UsageError({ where: 'explainText(text, options, change)', expected: 'a function' });
  if (text.length > mostOf(text))
    throw new UsageError({
      where: `the input of ${(text.length / 1e6).toFixed(1)} million characters`,
      expected: `at most 1 million, or ${largestInput / 1e6} million of HAR or of a log: cut the request and its answer out`,
    });
  const known = checkedOptions(options);
  const delivery = readDelivery(text);
  if (delivery) return explainDelivery(delivery, known);
  const other = explainPing(text) ?? explainReceiver(text);
  if (other) return other;
  const chosen = chooseExchange(readExchanges(text));
  // A message of a client that got no answer at all.
  if (chosen === undefined) return explainAnswer(answerWithText(text));
  const { request, answer } = chosen.exchange;
  if (request === undefined) return answer && explainAnswer(answer);
  const asked = change(request);
  const explanation = explainAnswered(asked, answer, byClockOfStore(asked, chosen.exchange, known));
  const whole = withAcross(explanation, { ...chosen, notes: [...chosen.notes, ...commandNotes(text)] });
  // An error's text or a line of code names a URL, and seldom what goes with it in the header.
  const isUrlAlone = asked.source === 'url' && asked.headers.length === 0;
  return withAnswer(whole, answer, { isUrlAlone, isMethodAssumed: asked.methodAssumed });
}

/**
 * What the input does not tell is taken so that the signature is right; where the store has refused it, it is taken as
 * it is likely to be, and the mistake is that.
 */
function explainAnswered(
  asked: ReceivedRequest,
  answer: ReceivedAnswer | undefined,
  options: KnownOptions,
): Explanation {
  const explanation = explainRequest(asked, options);
  const isAssumed = asked.schemeAssumed || asked.methodAssumed;
  if (!isAssumed || explanation.verdict !== 'right' || !answer || !isSigned(asked)) return explanation;
  if (codeOf(answer)?.id !== 'invalid-signature') return explanation;
  const scheme = asked.schemeAssumed ? (options.home?.scheme ?? asked.scheme) : asked.scheme;
  return explainRequest({ ...asked, scheme, schemeAssumed: false, methodAssumed: false }, options);
}

/** A timestamp is judged by the clock of the store, where its answer tells it. */
function byClockOfStore(
  request: ReceivedRequest,
  { answer }: ReceivedExchange,
  options: KnownOptions,
): KnownOptions {
  const date = answer && dateOf(answer);
  if (date) return { ...options, now: Math.floor(date) };
  // When a quoted answer was given is not known, and what it refused it says itself.
  const isQuoted = answer?.code !== undefined && codeOf(answer)?.id !== 'timestamp';
  if (isQuoted && request.time === undefined) return withoutClock(options);
  if (request.time === undefined && request.source !== 'access log') return options;
  return withoutClock(options);
}

function withoutClock({ now: _, ...others }: KnownOptions): KnownOptions {
  return others;
}

function withAcross(explanation: Explanation, { notes, which }: Chosen): Explanation {
  const cause = notes.find(note => note.refuses);
  const named = which === undefined ? explanation : { ...explanation, which };
  if (cause === undefined) return { ...named, notes: [...notes, ...explanation.notes] };
  const others = explanation.cause && explanation.cause.id !== cause.id ? [explanation.cause] : [];
  return {
    ...named,
    verdict: 'mistake',
    says: cause.says,
    cause,
    explained: [],
    ruledOut: [],
    next: [],
    likeliest: undefined,
    notes: [...notes.filter(note => note !== cause), ...others, ...explanation.notes],
  };
}

/** What the request tells beside the answer that it got. */
function withAnswer(
  given: Explanation,
  answer: ReceivedAnswer | undefined,
  { isUrlAlone, isMethodAssumed }: { isUrlAlone: boolean; isMethodAssumed: boolean },
): Explanation {
  if (answer === undefined) return given;
  const explanation = isUrlAlone && given.cause?.id === 'no-credentials' ? withoutCredentials(given) : given;
  const received = receivedOf(answer);
  const reading = readingOfAnswer(answer);
  const answered = { ...explanation, received };
  if (isSuccess(answer) && !reading.isFromElsewhere && answer.code === undefined)
    return explanation.cause || explanation.explained.length > 0
      ? letInAllTheSame(answered, answer)
      : {
          ...answered,
          verdict: 'right',
          says: `The store has let the request in: ${answer.status}.`,
          likeliest: undefined,
        };
  const { cause } = reading;
  if (cause === undefined) return answered;
  const isFound =
    explanation.cause !== undefined || explanation.explained.length > 0 || explanation.verdict === 'dies';
  const isRight = explanation.verdict === 'right';
  // Who says that a key, a secret or a signature is wrong has seen one, though the text here shows none.
  const hasSeenSome =
    explanation.cause?.id === 'no-credentials' &&
    /^woocommerce_(rest|api)_authentication_error$/.test(answer.code ?? '');
  const isExpected = answer.code === undefined || (!hasSeenSome && isSameRefusal(explanation.answer, answer));
  // Its own search has told all that there is to tell.
  if (explanation.verdict === 'unexplained' && explanation.steps && cause.id === 'invalid-signature')
    return answered;
  if (explanation.verdict === 'preflight') return refusedPreflight(answered, answer);
  if (isFound && !reading.isFromElsewhere && isExpected) return answered;
  if (isFound && cause.id === 'invalid-signature' && explanation.cause?.id === 'signed-with-token')
    return answered;
  // Nothing is looked up without a secret: an answer that speaks of a wrong one is to another request.
  if (withoutSecret.has(explanation.cause?.id ?? '') && cause.id === 'wrong-secret')
    return {
      ...answered,
      says: `${explanation.says} The answer speaks of a wrong secret all the same: it is the answer to another request, or the secret was taken out of this text.`,
    };
  if (isFound && whateverTheAnswer.has(explanation.cause?.id ?? '')) return answered;
  if (isFound && !reading.isFromElsewhere && cause.id === 'nobody') return answered;
  // Who gave a bare status is not known, and a signature that is right stays so.
  if (
    isRight &&
    bareStatuses.has(cause.id) &&
    (explanation.steps !== undefined || cause.id !== 'unauthorized')
  )
    return { ...answered, notes: [...explanation.notes, { ...cause, refuses: false }] };
  return answeredOtherwise(answered, reading, cause, isMethodAssumed);
}

/** Whether the answer is the one expected: its code, and what its message says where that is understood. */
function isSameRefusal(expected: Explanation['answer'], { code, message }: ReceivedAnswer): boolean {
  if (expected?.code !== code) return false;
  const idOf = (words: string | undefined): string | undefined =>
    codeOf({ status: expected?.status, code, message: words, headers: [], text: '' })?.id;
  const said = idOf(message);
  return said === 'authentication-error' || said === idOf(expected?.message);
}

const withoutSecret: ReadonlySet<string> = new Set(['basic-secret-missing', 'consumer-secret-missing']);

/** With these the request that was meant reached nobody. */
const whateverTheAnswer: ReadonlySet<string> = new Set([
  'scheme-twice',
  'api-path-twice',
  'placeholder-in-url',
]);

/** A request of which only the URL is known, with whatever credentials it had. */
function withoutCredentials({ cause: _, ...explanation }: Explanation): Explanation {
  return {
    ...explanation,
    verdict: 'told',
    says: 'The URL holds no credentials; what went with it in the header the text does not tell.',
  };
}

/** A preflight that the store would have answered, and that somebody has refused. */
function refusedPreflight(explanation: Explanation, { status }: ReceivedAnswer): Explanation {
  const { cause } = explanation;
  if (cause === undefined || cause.refuses || status === undefined || status < 400) return explanation;
  const says = `${cause.says.replace(/ If it does not, .*$/s, '')} Here it was answered ${status}: something before WordPress, or a plugin, refuses OPTIONS.`;
  return { ...explanation, says, cause: { ...cause, says, refuses: true } };
}

const bareStatuses: ReadonlySet<string> = new Set(['unauthorized', 'forbidden', 'answer']);

/** The answer is another than the one that the request alone lets expect: the answer is right. */
function answeredOtherwise(
  explanation: Explanation,
  { causes }: AnswerReading,
  cause: Note,
  isMethodAssumed: boolean,
): Explanation {
  // What is open to all with GET need not be what was asked, where no method is told.
  const wasRight = explanation.verdict === 'right' || (explanation.verdict === 'open' && !isMethodAssumed);
  const says = wasRight
    ? `Of itself the request would be let in, as far as it can be seen; the answer tells more. ${cause.says}`
    : cause.says;
  const before = explanation.cause && explanation.cause.id !== 'no-credentials' ? [explanation.cause] : [];
  return {
    ...explanation,
    verdict: 'mistake',
    says,
    cause,
    ...(causes && { causes: causes.filter(({ id }) => isPossible(id, explanation)) }),
    notes: [...before, ...explanation.notes],
  };
}

/** What the request itself rules out. */
function isPossible(id: string, { checks }: Explanation): boolean {
  const connection = checks.find(({ step }) => step === 'connection');
  const credentials = checks.find(({ step }) => step === 'credentials')?.found ?? '';
  if (id === 'plain-http') return connection?.mark === 'bad' || /\(assumed\)/.test(connection?.found ?? '');
  if (id === 'strip-authorization') return /Authorization/.test(credentials);
  if (id === 'query-dropped') return /query/.test(credentials);
  return id !== 'key-secret-swapped';
}

/** The store's own answer counts more than what is thought of the request here. */
function letInAllTheSame({ cause, ...explanation }: Explanation, answer: ReceivedAnswer): Explanation {
  const notes = [letIn(answer), ...(cause ? [cause] : []), ...explanation.notes];
  return {
    ...explanation,
    verdict: 'right',
    says: `The store has let the request in: ${answer.status}. Of itself it would be refused: ${lowerFirst(explanation.says)}`,
    notes: notes.map(note => ({ ...note, refuses: false })),
    likeliest: undefined,
  };
}

function letIn({ status }: ReceivedAnswer): Note {
  return {
    id: 'was-let-in',
    says: `The answer received is ${status}: the store has let it in all the same, so that something between client and store, or the store itself, is other than it is taken for here.`,
    fix: 'Give --home, the store’s home URL, and look whether this is the answer of this very request.',
    refuses: false,
  };
}

function receivedOf({ status, code, message }: ReceivedAnswer): NonNullable<Explanation['received']> {
  return {
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
  };
}

/** What an answer alone tells. */
function explainAnswer(answer: ReceivedAnswer): Explanation | undefined {
  const { cause, causes } = readingOfAnswer(answer);
  if (cause === undefined && !isSuccess(answer)) return undefined;
  return {
    ...withoutSignature,
    verdict: cause === undefined ? 'right' : 'told',
    says: cause?.says ?? `The answer is ${answer.status}: the store has let the request in.`,
    ...(cause && { cause }),
    ...(causes && { causes }),
    checks: [],
    received: receivedOf(answer),
  };
}
