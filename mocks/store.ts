import type { Answer, Message } from './message.ts';
import type { PhpRequest } from './php/request.ts';
import type { Judgement } from './wordpress/context.ts';
import type { SiteSwitches } from './wordpress/site.ts';

/** A fixture: the home URL, versions, users and keys of a store, in the form of `schemas/fixture.schema.json`. */
export interface Fixture {
  readonly store: string;
  readonly home: string;
  readonly https?: string;
  readonly wordpress: string;
  readonly woocommerce: string;
  readonly title: string;
  readonly users: readonly {
    readonly id: number;
    readonly login: string;
    readonly email: string;
    readonly password: string;
    readonly role: string;
  }[];
  readonly deleted_users?: readonly { readonly id: number; readonly login: string; readonly role: string }[];
  readonly keys: readonly {
    readonly name: string;
    readonly key_id: number;
    readonly user_id: number;
    readonly permissions: string;
    readonly consumer_key: string;
    readonly consumer_secret: string;
    /** `active`, or why the row is odd: a state that starts with `row deleted` has no row. */
    readonly state: string;
  }[];
  readonly legacy_api?: string;
}

export interface StoreOptions {
  /** The fixture; the built-in one when it is left out. */
  readonly fixture?: Fixture;
  /** `6.6`, `8.2`, `10.5` or `11.1`; the fixture's version decides when it is left out. */
  readonly profile?: string;
  /** The home URL, when it is not the fixture's. */
  readonly home?: string;
  /** How many orders to seed. */
  readonly orders?: number;
  /** Unix seconds; the system's clock when it is left out. */
  readonly now?: () => number;
  /** Where randomness comes from. */
  readonly randomBytes?: (count: number) => Uint8Array;
  readonly switches?: Partial<SiteSwitches>;
}

/** One request in the journal: what arrived and how it was judged. Secrets are masked by whoever writes it. */
export interface Exchange {
  readonly at: number;
  readonly message: Message;
  readonly answer: Answer;
  readonly judgements: readonly Judgement[];
}

export interface Store {
  readonly fixture: Fixture;
  /** The home URL that the store runs under, without a slash at its end: the option's, or else the fixture's. */
  readonly home: string;
  /** The profile that it answers as: `10.5`. */
  readonly profile: string;
  readonly switches: SiteSwitches;
  /** The function that a store is. Never throws for what a client sends. */
  answer(message: Message): Answer | Promise<Answer>;
  /** The same for a request that PHP has already read, as FastCGI hands it over. */
  answerPhp(request: PhpRequest): Answer | Promise<Answer>;
  /** The store's clock, Unix seconds: a listener takes the Date of its answers from it. */
  now(): number;
  /** Stops the clock at this Unix time; null lets it run again. */
  setClock(now: number | null): void;
  /** Back to the fixture: data, keys, sessions; no nonce remembered; the clock runs. */
  reset(): Promise<void>;
  /** The last requests, oldest first. */
  journal(): readonly Exchange[];
  clearJournal(): void;
  /** Tells a listener of each exchange as it ends; gives back the function that stops it. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
}

export function createStore(_options: StoreOptions = {}): Promise<Store> {
  throw new Error('not built yet');
}
