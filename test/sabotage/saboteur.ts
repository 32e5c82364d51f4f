import { type Answer, createStore, type Message, type Store, type StoreOptions } from '../../mocks/index.ts';
import { simulatedHome, simulatedTarget } from '../../src/targets/simulated.ts';
import { appInProcess } from '../../src/targets/simulated-app.ts';
import type { Target } from '../../src/targets/target.ts';

/** One way to break the store, and the requirement that it breaks. */
export interface Saboteur {
  readonly requirement: string;
  /** What is wrong with the store. */
  readonly wrong: string;
  /** The store with single rules bent. */
  readonly store?: StoreOptions;
  /** Comes between client and store. */
  readonly between?: (
    message: Message,
    store: (message: Message) => Promise<Answer>,
  ) => Promise<Answer> | Answer;
}

/** The target that a saboteur leaves. */
export async function sabotaged({ store: options, between }: Saboteur): Promise<Target> {
  const app = appInProcess();
  const store = await createStore({ home: simulatedHome, outbound: app.outbound, ...options });
  return simulatedTarget(between ? wrapped(store, between) : store, { app: app.receiver });
}

function wrapped(store: Store, between: NonNullable<Saboteur['between']>): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'answer') return (message: Message) => between(message, async each => target.answer(each));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    // Without it the store's setters would find the proxy in the place of the store.
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

/** Changes some answers. */
export function changing(
  change: (answer: Answer, message: Message) => Answer | undefined,
): NonNullable<Saboteur['between']> {
  return async (message, store) => {
    const answer = await store(message);
    return change(answer, message) ?? answer;
  };
}

/** 403 for 401, in the status line and in the body. */
export function withStatus(from: number, to: number): NonNullable<Saboteur['between']> {
  return changing(answer => {
    if (answer.status !== from) return undefined;
    return { ...answer, status: to, body: replaced(answer.body, `"status":${from}`, `"status":${to}`) };
  });
}

/** Another text in some bodies: a code, a message. */
export function withText(from: string, to: string): NonNullable<Saboteur['between']> {
  return changing(answer => ({ ...answer, body: replaced(answer.body, from, to) }));
}

function replaced(body: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(body).toString('latin1').replaceAll(from, to), 'latin1');
}

/** An error of the REST API. */
export function refusal(status: number, code: string, message: string): Answer {
  return {
    status,
    headers: ['Content-Type', 'application/json; charset=UTF-8'],
    body: Buffer.from(JSON.stringify({ code, message, data: { status } })),
  };
}
