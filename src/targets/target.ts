import type { CallbackReceiver } from '../authorize/receiver.ts';
import type { HttpExchange, HttpRequest } from '../client/http/exchange.ts';
import type { Persona, TargetUser } from '../personas/persona.ts';
import type { TargetFacts } from './target-facts.ts';

/** What a target may be able to do. A scenario asks for it with a tag, `@needs-tls`. */
export const capabilities = {
  tls: 'reach the store over TLS',
  'plain-http': 'reach the store over plain HTTP',
  clock: "set the store's clock",
  writes: 'write to the store',
  'legacy-api': 'ask the legacy API',
  'log-in': 'log in as a WordPress user',
  'wc-auth': 'grant keys with the /wc-auth flow',
  callback: 'receive the callback of a granted key',
  'site-switches': "change the site's settings",
  english: "read the store's messages: it answers in English",
  'authorization-header': 'send an Authorization header of its own',
} as const;

export type Capability = keyof typeof capabilities;

/** Why nothing is judged after Ctrl-C, SIGTERM or a closed terminal. */
export const runInterrupted = 'the run was interrupted';

export type Scheme = 'http' | 'https';

/** Why a scenario is not judged. */
export interface UnjudgedOutcome {
  readonly outcome: 'skipped' | 'cannot tell';
  readonly reason: string;
  /** It is about another kind of store, so that nothing is missing for want of it. */
  readonly applies?: false;
}

/** A store, simulated or live, as scenarios see it. */
export interface Target {
  readonly name: string;
  readonly kind: 'simulated' | 'live';
  /** The site's URL without a slash at its end, by the scheme it is reached over; what a client signs. */
  readonly urls: Readonly<Partial<Record<Scheme, string>>>;
  /**
   * The home URL as the store itself has it, by the scheme of the connection: what WooCommerce makes the signature base
   * string of, when it is not `urls`.
   */
  readonly signed?: Readonly<Partial<Record<Scheme, string>>>;
  /** Where a browser finds the site: the home URL; `urls.https` or else `urls.http` when left out. */
  readonly site?: string;
  /** How the app of the key-granting flow calls itself, so that its keys are found again; "My App" when left out. */
  readonly appName?: string;
  /** WooCommerce's version, `10.5`, as far as known: requirements can hold from a version on. */
  readonly version?: string;
  readonly personas: ReadonlyMap<string, Persona>;
  /** Users by role: `administrator`, `shop_manager`, `customer` … */
  readonly users: ReadonlyMap<string, TargetUser>;
  /** The app that the store sends granted keys to; there only with the capability `callback`. */
  readonly app?: CallbackReceiver;
  /** The code with which something in front of WooCommerce refuses whoever is not logged in; undefined where nothing does. */
  readonly guestRefusal?: string;
  /** Why it cannot do something, as the end of the sentence "skipped: …"; undefined when it can. */
  lacks(capability: Capability): string | undefined;
  /** Where a route of the REST API is, when it is not below `/wp-json/`: plain permalinks, another prefix. */
  locate?(path: string): string;
  /** Why a route cannot be asked for, as the end of "skipped: …": the store does not have its namespace. */
  lacksRoute?(path: string): string | undefined;
  /** Why no scenario is judged any more: the run was interrupted, or a budget is used up. */
  stopped?(): UnjudgedOutcome | undefined;
  /** Told of each scenario before its first step. */
  scenario?(about: {
    readonly requirement: string;
    readonly name: string;
    /** The hosting faults that it is about. */
    readonly behind: readonly string[];
    /** It has just failed, and is run once more. */
    readonly isRepeat?: boolean;
  }): void;
  /** Called before the merchant approves: a key is about to be made. */
  beforeGrant?(): void;
  /** Removes what the run has made on the store. It never throws: what is left is told in `facts`. */
  cleanUp?(): Promise<void>;
  /** What the run has learned of the target and done to it. */
  facts?(): TargetFacts;
  /** Secrets that must be in nothing that is written. */
  readonly secrets: readonly string[];
  /** Why a request may not be sent, as the end of "skipped: …": it would show a secret to whom none may be shown. */
  whyNotSent?(request: HttpRequest): string | undefined;
  /**
   * Sends a request literally; redirects are not followed.
   *
   * @throws {TargetError} when no answer came.
   */
  send(request: HttpRequest, notes?: Record<string, string>): Promise<HttpExchange>;
  /** The store's clock as far as the client can tell, in Unix seconds. */
  now(): number;
  /** Stops the store's clock, or lets it run again; there only with the capability `clock`. */
  setClock?(now: number | null): Promise<void>;
  /**
   * The hosting faults that lie between client and store, by the names of `latchkey faults`. The scenarios with a tag
   * `@fault-NAME` are about such a target.
   */
  faults?(): readonly string[];
  /** `login:password` of the web server in front of the store, where it wants one. */
  readonly webServerPassword?: string;
  /** Puts these hosting faults in front of the store, in the place of those that are; only a simulated one has it. */
  switchFaults?(faults: readonly string[]): void;
  /** Back to how it was before the run, where that is possible. */
  reset?(): Promise<void>;
  close(): Promise<void>;
}
