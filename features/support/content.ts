import type { HttpAnswer } from '../../src/client/http/exchange.ts';
import { type AnswerBody, readBody } from '../../src/site/body.ts';
import { cannotTell } from './unjudged.ts';

/** The body of an answer, unpacked (RFC 9110 8.4). What cannot be unpacked proves nothing about authentication. */
export function contentOf(answer: HttpAnswer): AnswerBody {
  const content = readBody(answer);
  if (content.isTooLarge) cannotTell(`the ${answer.status} answer is larger than is read of one`);
  if (content.isDamaged)
    cannotTell(`the body of the ${answer.status} answer is not what its Content-Encoding says`);
  return content;
}
