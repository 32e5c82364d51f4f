import type { CredentialView } from './credentials/mistake.ts';
import type { Explanation } from './explanation.ts';
import type { Note } from './note.ts';
import { lowerFirst } from './signature.ts';
import { isAccepted } from './verdict.ts';

/** With these no store receives the request that was meant, whatever it would answer to this one. */
const anotherRequest: ReadonlySet<string> = new Set([
  'scheme-twice',
  'placeholder-in-url',
  'url-cut-by-shell',
]);

/**
 * The explanation of a request that the store lets through all the same: what is wrong with its credentials does not
 * count where nobody looks at them, or where others of the request have been let in before.
 */
export function asAnswered(explanation: Explanation, { admission, read }: CredentialView): Explanation {
  const { entrance, refusal, dies, isKeyLetIn } = admission;
  if (dies !== undefined && explanation.verdict !== 'dies')
    return {
      ...explanation,
      verdict: 'dies',
      says: `The store dies of this request: 500. PHP ends in a fatal error: ${dies}.`,
    };
  const isAnswered = (entrance === 'rest' || entrance === 'legacy') && refusal === undefined;
  if (!isAnswered || isAccepted(explanation) || dies !== undefined) return explanation;
  const { cause: found, ...others } = explanation;
  if (found !== undefined && anotherRequest.has(found.id)) return explanation;
  const lets = isKeyLetIn
    ? `Key and secret in the ${read?.from === 'query' ? 'query' : 'Authorization header'} are right, and the store lets the request in.`
    : 'The store answers this to everybody, and looks at no credentials for it.';
  return {
    ...others,
    verdict: isKeyLetIn ? 'right' : 'open',
    says: `${lets} Besides: ${lowerFirst(explanation.says)}`,
    notes: [...(found ? [found] : []), ...explanation.notes]
      .filter(({ id }, index, all) => all.findIndex(other => other.id === id) === index)
      .map(harmless),
  };
}

const harmless = (note: Note): Note => ({ ...note, refuses: false });
