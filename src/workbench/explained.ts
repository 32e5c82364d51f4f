import { reason } from '../../mocks/errors.ts';
import { noBody } from '../../mocks/index.ts';
import { redactedEntry } from '../client/http/har.ts';
import { explainText } from '../explain/explain-text.ts';
import type { ExplainOptions, Explanation } from '../explain/explanation.ts';
import type { Mistake } from '../explain/mistake.ts';
import { mistakes } from '../explain/mistakes/index.ts';
import type { Redactor } from '../redact/redact.ts';
import { httpExchange } from './http-exchange.ts';
import type { ShownExplanation } from './view.ts';
import type { Watched, WatchedExchange } from './watched.ts';

/** What explain reads of a body at most, in bytes: it is signed only where it is a form. */
const mostBody = 256 * 1024;

/**
 * What explain says of an exchange, credentials unmasked; that a proxy's own address was signed is told as that.
 *
 * @param depth `singles` for whoever asks for what the store signs, and not for what the client does wrong.
 */
export function explained(
  exchange: WatchedExchange,
  watched: Pick<Watched, 'home' | 'profile'>,
  consumerSecret: string | undefined,
  depth: ExplainOptions['depth'] = 'pairs',
): Explanation | undefined {
  const explanation = explainedAlone(exchange, watched, consumerSecret, depth);
  return explanation && (signedAsCalled(explanation, exchange, watched, consumerSecret) ?? explanation);
}

/**
 * A client that is pointed at a proxy signs the proxy's address, unless it is told otherwise: then its signature is right
 * for that, whatever else it does.
 */
function signedAsCalled(
  said: Explanation,
  exchange: WatchedExchange,
  { home, profile }: Pick<Watched, 'home' | 'profile'>,
  consumerSecret: string | undefined,
): Explanation | undefined {
  const { calledAs, message } = exchange;
  if (!calledAs || !said.steps || consumerSecret === undefined || said.verdict === 'right') return undefined;
  const { scheme, host } = calledAs;
  const headers = message.headers.map((text, index) =>
    index % 2 === 1 && /^host$/i.test(message.headers[index - 1] as string) ? host : text,
  );
  const asCalled = {
    ...exchange,
    message: { ...message, scheme, host, headers },
    answer: { status: 0, headers: [], body: noBody },
  };
  const path = new URL(home).pathname.replace(/\/$/, '');
  const asCalledExplained = explainedAlone(
    asCalled,
    { home: `${scheme}://${host}${path}`, profile },
    consumerSecret,
    'singles',
  );
  if (asCalledExplained?.verdict !== 'right' || !asCalledExplained.steps) return undefined;
  const mistake = mistakes.find(({ id }) => id === 'host-is-not-home') as Mistake;
  return {
    ...said,
    verdict: 'mistake',
    says: `The client signed the address of the proxy, ${asCalledExplained.steps.baseUri}; the store signs its own, ${said.steps.baseUri}. Otherwise the signature is right.`,
    cause: undefined,
    causes: [],
    likeliest: undefined,
    explained: [
      {
        mistakes: [
          {
            id: mistake.id,
            step: mistake.step,
            title: mistake.title,
            does: mistake.does,
            fix: "Leave the client the store's URL, and lead it through the proxy by HTTP_PROXY and HTTPS_PROXY; or have it sign the store's URL.",
            libraries: [],
          },
        ],
        clientBaseString: asCalledExplained.steps.baseString,
      },
    ],
  };
}

/** explain is asked as `latchkey explain` is, with the archive that holds this exchange alone. */
function explainedAlone(
  exchange: WatchedExchange,
  { home, profile }: Pick<Watched, 'home' | 'profile'>,
  consumerSecret: string | undefined,
  depth: ExplainOptions['depth'],
): Explanation | undefined {
  const { request, answer, ...rest } = httpExchange(exchange);
  const dated = answer?.headers.some(([name]) => name.toLowerCase() === 'date')
    ? answer.headers
    : [...(answer?.headers ?? []), ['Date', new Date(exchange.at * 1000).toUTCString()] as const];
  const entry = redactedEntry({
    ...rest,
    notes: {},
    request: { ...request, body: textOf(request.body) },
    ...(answer && { answer: { ...answer, headers: dated, body: textOf(answer.body) } }),
  });
  return explainText(JSON.stringify({ log: { entries: [entry] } }), {
    home,
    depth,
    ...(profile !== undefined && { profile }),
    ...(consumerSecret !== undefined && { consumerSecret }),
  });
}

function textOf(body: Uint8Array | undefined): string {
  return body === undefined || body.length > mostBody ? '' : Buffer.from(body).toString('utf8');
}

/** The same as it may be shown; a sentence where explain cannot read what a client sent. */
export function shownExplanation(
  exchange: WatchedExchange,
  watched: Pick<Watched, 'home' | 'profile'>,
  consumerSecret: string | undefined,
  redactor: Redactor,
): ShownExplanation | undefined {
  try {
    const explanation = explained(exchange, watched, consumerSecret);
    return explanation && shown(explanation, redactor);
  } catch (error) {
    return { ...nothing, says: `explain cannot read this exchange: ${redactor.text(reason(error))}` };
  }
}

const nothing = { verdict: 'told', fixes: [], causes: [], likeliest: '', notes: [], checks: [] } as const;

function shown(explanation: Explanation, redactor: Redactor): ShownExplanation {
  const { verdict, says, cause, causes = [], notes, checks, likeliest = '' } = explanation;
  const mask = (text: string) => redactor.text(text);
  const made = explanation.explained[0]?.mistakes ?? [];
  return {
    verdict,
    says: mask(says),
    fixes: [
      ...(cause ? [{ id: cause.id, title: '', fix: mask(cause.fix) }] : []),
      ...made.map(({ id, title, fix }) => ({ id, title, fix: mask(fix) })),
    ],
    causes: causes.map(one => ({ id: one.id, says: mask(one.says), tell: mask(one.tell) })),
    likeliest: mask(likeliest),
    notes: notes
      .filter(({ id }) => id !== cause?.id)
      .map(note => ({ id: note.id, says: mask(note.says), fix: mask(note.fix) })),
    checks: checks.map(({ step, found, mark }) => ({ step, found: mask(found), mark })),
    ...signatureOf(explanation, mask),
  };
}

function signatureOf(
  { steps, receivedSignature, explained: found }: Explanation,
  mask: (text: string) => string,
): Pick<ShownExplanation, 'signature'> {
  if (steps === undefined) return {};
  const theirs = found[0]?.clientBaseString;
  const isRight = receivedSignature === steps.expectedSignature;
  const store = mask(steps.baseString);
  const client = theirs === undefined ? (isRight ? store : undefined) : mask(theirs);
  return {
    signature: {
      facts: [
        ['method', steps.method],
        ['base string URI', mask(steps.baseUri)],
        ['key', mask(steps.key)],
        ['algorithm', steps.algorithm],
        ['signature the store makes', endsOf(steps.expectedSignature)],
        ['signature received', receivedSignature === undefined ? '(none)' : endsOf(receivedSignature)],
      ],
      parameters: steps.parameters.map(({ name, value, encodedAgain }) =>
        mask(`${name}=${value}  →  ${encodedAgain}`),
      ),
      store,
      ...(client !== undefined && { client }),
    },
  };
}

/** A signature lets whoever has it in for as long as its nonce is fresh, so only its ends are shown. */
function endsOf(signature: string): string {
  return signature.length <= 12 ? '****' : `${signature.slice(0, 4)}…${signature.slice(-4)}`;
}
