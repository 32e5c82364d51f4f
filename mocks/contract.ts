/** What a simulated store is to those who use it: the types of its door, `mocks/index.ts`. */
import type { ReadOnly } from '../schemas/read-only.ts';
import type { Fixture as FixtureFile } from '../schemas/types/fixture.ts';
import type { Answer, Message } from './message.ts';
import type { PhpRequest } from './php/request.ts';
import type { WebServerSettings } from './web-server/web-server.ts';
import type { AuthenticationRules } from './woocommerce/authentication/rules.ts';
import type { AuthorizeRules } from './woocommerce/authorize/rules.ts';
import type { LegacyRules } from './woocommerce/legacy/rules.ts';
import type { ProfileRules } from './woocommerce/profiles.ts';
import type { Delivery, DeliveryRequest } from './woocommerce/webhooks/delivery.ts';
import type { Judgement } from './wordpress/context.ts';
import type { Outbound } from './wordpress/http/outbound.ts';
import type { SiteSwitches } from './wordpress/site.ts';

/**
 * A fixture: the home URL, versions, users and keys of a store, as `schemas/fixture.schema.json` has it and with
 * everything filled in that a file may leave out.
 *
 * @example
 * ```ts
 * import { builtInFixture, type Fixture } from 'latchkey';
 *
 * const { users, ...rest } = builtInFixture('https://shop.test');
 * const fixture: Fixture = { ...rest, users, title: 'A shop of our own', orders: 12 };
 * ```
 */
export interface Fixture extends FilledIn<GivenFixture, 'store' | 'title'> {
  readonly users: readonly Required<GivenFixture['users'][number]>[];
  readonly keys: readonly Required<GivenFixture['keys'][number]>[];
}

/** A fixture as a file holds it. */
export type GivenFixture = ReadOnly<FixtureFile>;

type FilledIn<Row, Names extends keyof Row> = Omit<Row, Names> & Required<Pick<Row, Names>>;

/**
 * What a store is to be like; everything has a default.
 *
 * @example
 * ```ts
 * import { createStore, type StoreOptions } from 'latchkey';
 *
 * const options: StoreOptions = { profile: '8.2', orders: 100, faults: ['cache:seconds=600'] };
 * const store = await createStore(options);
 * ```
 */
export interface StoreOptions {
  /** The fixture; the built-in one when it is left out. */
  readonly fixture?: Fixture;
  /** `6.6`, `8.2`, `10.5` or `11.1`; the fixture's version decides when it is left out. */
  readonly profile?: string;
  /** Rules in which it differs from its profile: a version between two profiles, or a fork. */
  readonly profileRules?: Partial<ProfileRules>;
  /** The home URL, when it is not the fixture's. */
  readonly home?: string;
  /** How many orders to seed. */
  readonly orders?: number;
  /** Unix seconds; the system's clock when it is left out. */
  readonly now?: () => number;
  /** Where randomness comes from. */
  readonly randomBytes?: (count: number) => Uint8Array;
  readonly switches?: Partial<SiteSwitches>;
  /** How the web server is set up: `{ trace: true }` echoes TRACE, as Apache does unless it is told not to. */
  readonly webServer?: WebServerSettings;
  /** Hosting faults between the client and the store, `strip-authorization`, `cache:seconds=600`. */
  readonly faults?: readonly string[];
  /**
   * The port at which a listener answers for it over TLS, for who puts it behind one: `redirect-https` leads there.
   * Without one there is no certificate that `tls-expired` and its like could spoil, and they are refused.
   */
  readonly httpsPort?: number;
  /** How faults let time pass, in seconds; in real time when it is left out. */
  readonly wait?: (seconds: number) => Promise<void>;
  /** How the store reaches the apps that it sends keys to; over the network when it is left out. */
  readonly outbound?: Outbound;
  /** Single rules of the authentication, bent: this is how a test breaks the store. */
  readonly rules?: Partial<AuthenticationRules>;
  readonly legacyRules?: Partial<LegacyRules>;
  readonly authorizeRules?: Partial<AuthorizeRules>;
}

/**
 * One method of a route of the REST API.
 *
 * @example
 * ```ts
 * import { createStore, type StoreRoute } from 'latchkey';
 *
 * const store = await createStore();
 * const missing = ({ isSimulated }: StoreRoute) => !isSimulated;
 * (await store.routes()).filter(missing).length;
 * ```
 */
export interface StoreRoute {
  /** `wc/v3`; '' for the index. */
  readonly namespace: string;
  /** As it is registered: `/wc/v3/orders/(?P<id>[\\d]+)`. */
  readonly pattern: string;
  readonly method: string;
  /** False where whoever is let in gets 501 `latchkey_not_simulated`. */
  readonly isSimulated: boolean;
  /** How many recorded requests of real stores asked it, all versions together. */
  readonly recordings: number;
}

/** What a key is to be like. */
export interface KeyRequest {
  /** The login of the user whose key it is; the first administrator's when left out. */
  readonly user?: string;
  /** `read_write` when left out. */
  readonly permissions?: 'read' | 'write' | 'read_write';
  readonly description?: string;
}

/** A consumer key and its secret. */
export interface StoreKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** A key that works at once. */
export interface GrantedKey {
  readonly keyId: number;
  readonly userId: number;
  readonly permissions: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** A key as a store has it now. */
export interface KeptKey extends GrantedKey {
  readonly description: string;
}

/** A user as a store has it now. */
export interface KeptUser {
  readonly id: number;
  readonly login: string;
  readonly role: string;
}

/** A webhook as a store has it now. */
export interface KeptWebhook {
  readonly id: number;
  readonly name: string;
  readonly topic: string;
  /** `active`, `paused` or `disabled`. */
  readonly status: string;
  readonly deliveryUrl: string;
}

/**
 * One request in the journal: what arrived and how it was judged. Secrets are masked by whoever writes it.
 *
 * @example
 * ```ts
 * import { type Exchange, redact, startStore } from 'latchkey';
 *
 * const line = ({ message, answer }: Exchange) => redact(`${message.method} ${message.target} ${answer.status}`);
 * await using store = await startStore();
 * console.log(store.journal().map(line));
 * ```
 */
export interface Exchange {
  readonly at: number;
  readonly message: Message;
  readonly answer: Answer;
  readonly judgements: readonly Judgement[];
}

/**
 * A simulated store. Several of them in one process share nothing.
 *
 * @example
 * ```ts
 * import { createStore, type Store } from 'latchkey';
 *
 * const store: Store = await createStore();
 * store.setClock(1_767_225_600);
 * store.faults = ['strip-authorization'];
 * await store.reset();
 * ```
 */
export interface Store {
  readonly fixture: Fixture;
  /** The home URL that the store runs under, without a slash at its end: the option's, or else the fixture's. */
  readonly home: string;
  /** The profile that it answers as: `10.5`. */
  readonly profile: string;
  readonly switches: SiteSwitches;
  /**
   * The hosting faults that are switched on, as they were written; another list can be assigned at any time.
   * What they remember (a cache, counted requests) begins anew. Throws a FaultError, and changes nothing, for a
   * text that is no fault, and for a fault of the certificate that was not there from the start.
   */
  faults: readonly string[];
  /** The function that a store is. Never throws for what a client sends. */
  answer(message: Message): Promise<Answer>;
  /**
   * The same for a request that PHP has already read, as FastCGI hands it over. Of the faults those inside WordPress
   * count: what lies in front of PHP is real here.
   */
  answerPhp(request: PhpRequest): Promise<Answer>;
  /** The store's clock, Unix seconds: a listener takes the Date of its answers from it. */
  now(): number;
  /** Stops the clock at this Unix time; null lets it run again. */
  setClock(now: number | null): void;
  /** Back to the beginning: data, keys, sessions, faults, deliveries; no nonce remembered; the clock runs. */
  reset(): Promise<void>;
  /** Makes a key, as the page of WooCommerce's settings would. Throws a LatchkeyError (LATCHKEY_USER) for a user that there is none of. */
  grant(request?: KeyRequest): GrantedKey;
  /** The key of this consumer key, fixture's or granted, as long as it works. */
  findKey(consumerKey: string): GrantedKey | undefined;
  /** The fixture's keys by persona: `owner`, `reader`, `customer` … */
  readonly keys: Readonly<Record<string, StoreKey>>;
  /** The keys that work now, the fixture's and those that were made since. */
  keptKeys(): readonly KeptKey[];
  /** Revokes a key, as the page of WooCommerce's settings would; false where there is no such key. */
  revoke(consumerKey: string): boolean;
  /** The users that there are now. */
  users(): readonly KeptUser[];
  /** Deletes a user and, as WooCommerce does, the user's keys; false where there is no such user. */
  deleteUser(login: string): boolean;
  /** The webhooks that there are now. */
  webhooks(): readonly KeptWebhook[];
  /** How many nonces it remembers, of all keys together. */
  readonly nonces: number;
  /** Every route of the REST API, method by method: those that a real store of this version has. */
  routes(): Promise<readonly StoreRoute[]>;
  /** The last requests, oldest first. */
  journal(): readonly Exchange[];
  clearJournal(): void;
  /**
   * Has webhooks deliver something now, and gives back what came of it. Otherwise they deliver by themselves what
   * happens, behind the answer of the request that did it. Throws a LatchkeyError (LATCHKEY_WEBHOOK) where no webhook
   * listens to the topic, or there is no such resource.
   */
  deliver(request: DeliveryRequest): Promise<readonly Delivery[]>;
  /** The last deliveries and pings of webhooks, oldest first; `clearJournal` clears them too. */
  deliveries(): readonly Delivery[];
  /** Settles when webhooks have delivered all that has happened. */
  delivered(): Promise<void>;
  /** Ends what leaves the store by itself: what webhooks have still to deliver gets two seconds, and is then dropped. */
  close(): Promise<void>;
  /** Tells a listener of each exchange as it ends; gives back the function that stops it. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
}
