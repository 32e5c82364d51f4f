import type { Answer, Message, Store } from '../../mocks/index.ts';
import { type HintedStore, hintFor } from './hint.ts';

/** What is listened to. */
type Answering = Pick<Store, 'answer' | 'now' | 'onExchange'> & HintedStore;

/**
 * The store with a `Latchkey-Hint` field on its answer to a request whose signature it refused. No real store sends
 * it: it is for people who are writing a client. An answer that a hosting fault made anew carries none.
 */
export function withHintHeader(store: Answering): Pick<Store, 'answer' | 'now'> {
  const hints = new WeakMap<Answer, string>();
  store.onExchange(exchange => {
    const hint = hintFor(exchange, store);
    if (hint !== undefined) hints.set(exchange.answer, hint);
  });
  const hinted = (answer: Answer): Answer => {
    const hint = hints.get(answer);
    return hint === undefined
      ? answer
      : { ...answer, headers: [...answer.headers, 'Latchkey-Hint', fieldValue(hint)] };
  };
  return {
    async answer(message: Message) {
      return hinted(await store.answer(message));
    },
    now: () => store.now(),
  };
}

/** A field value is one line of visible ASCII: RFC 9110 section 5.5. */
function fieldValue(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, '?');
}
