import type { Explanation } from '../explanation.ts';
import type { Note } from '../note.ts';
import { answerField, isSuccess, type ReceivedAnswer } from './answer.ts';
import { cannotViewCauses } from './cannot-view.ts';
import { codeOf } from './codes.ts';
import { knownPages } from './pages.ts';

/** What an answer says by itself. */
export interface AnswerReading {
  readonly cause: Note | undefined;
  readonly causes: Explanation['causes'];
  /** The answer is not WordPress’s: who gave it did not look at keys. */
  readonly isFromElsewhere: boolean;
}

/** What an answer means, in whatever language: by its code, its status, its fields and its page. */
export function readingOfAnswer(answer: ReceivedAnswer): AnswerReading {
  const known = codeOf(answer);
  if (known)
    return {
      cause: { id: known.id, says: known.says, fix: known.fix, refuses: true },
      causes: known.causes,
      isFromElsewhere: false,
    };
  const page = knownPages.find(one => one.isIt(answer));
  if (page && !isAccepted(answer, page.id))
    return {
      cause: { id: page.id, says: page.says, fix: page.fix, refuses: true },
      causes: undefined,
      isFromElsewhere: true,
    };
  return {
    cause: byStatus(answer),
    causes: answer.status === 401 ? cannotViewCauses : undefined,
    isFromElsewhere: false,
  };
}

/** These answer with a status of success in the store's place; the others are named in what stores hand out. */
const refusesWithSuccess: ReadonlySet<string> = new Set([
  'html-200',
  'siteground-captcha',
  'imunify360',
  'cloudflare-challenge',
]);

const isAccepted = (answer: ReceivedAnswer, id: string): boolean =>
  isSuccess(answer) && !refusesWithSuccess.has(id);

function byStatus(answer: ReceivedAnswer): Note | undefined {
  const { status, code } = answer;
  const location = answerField(answer, 'location');
  if (status !== undefined && status >= 300 && status < 400)
    return {
      id: 'redirect',
      says: `The answer is a redirect (${status})${location ? ` to ${location}` : ''}: signatures are made for one URL, and many clients send no credentials, or GET in the place of POST, to where it leads.`,
      fix: location
        ? `Call ${location} itself, with its scheme, host and slash.`
        : 'Call the URL that Location names.',
      refuses: true,
    };
  const shownCode = code === undefined ? '' : ` ${code}`;
  if (status === 401)
    return {
      id: 'unauthorized',
      says: `401${shownCode}: the request was not recognised as anybody’s. Without a code of WooCommerce it cannot be told who said so.`,
      fix: 'Give the whole answer (curl -i) or the request; latchkey doctor tells who answers.',
      refuses: true,
    };
  if (status === 403)
    return {
      id: 'forbidden',
      says: `403${shownCode}: whoever is asking is known, or does not matter, and may not do this.`,
      fix: 'Give the whole answer (curl -i); a firewall answers with a page, WordPress in JSON with a code.',
      refuses: true,
    };
  if (status !== undefined && status >= 400)
    return {
      id: 'answer',
      says: `${status}${shownCode}: the credentials are not the matter, as far as the answer tells.`,
      fix: 'See the message of the answer.',
      refuses: true,
    };
  if (code !== undefined)
    return {
      id: 'unknown-code',
      says: `${code} is no code of WooCommerce’s authentication: a plugin, or a resource, says so.`,
      fix: 'See the message of the answer, and which plugin brings this code.',
      refuses: true,
    };
  return undefined;
}
