import type { ReceivedAnswer } from './answers/answer.ts';
import type { ReceivedRequest } from './request.ts';

/** A request, its answer, or one of the two. */
export interface ReceivedExchange {
  readonly request?: ReceivedRequest;
  readonly answer?: ReceivedAnswer;
}
