import type { Exchange } from '../../mocks/index.ts';
import type { Redactor } from '../redact/redact.ts';
import type { ShownExplanation, WatchedState } from './view.ts';

/** An exchange that a workbench shows. */
export interface WatchedExchange extends Exchange {
  /** Until the answer's last byte, in milliseconds. */
  readonly duration?: number;
  /** Why no answer came. */
  readonly failure?: string;
  /** How the client called the store, where that was another address than the store's own: a proxy's. */
  readonly calledAs?: { readonly scheme: 'http' | 'https'; readonly host: string };
  /** The hosting faults that it went through, as they were asked for; left out where there was none. */
  readonly faults?: readonly string[];
  /** Of a body the beginning alone was kept. */
  readonly isCut?: boolean;
}

/** What is known of a key that a request shows. */
export interface WatchedKey {
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** What a workbench looks at: a simulated store, or a proxy before a real one. */
export interface Watched {
  readonly home: string;
  /** The WooCommerce version by whose rules requests are explained; the newest when left out. */
  readonly profile?: string;
  /** The WooCommerce version for a recording, `10.5.0`; undefined where nobody tells it. */
  version(): Promise<string | undefined>;
  /** Masks what it knows to be secret now. */
  redactor(): Redactor;
  /** The keys that are known by name, for recordings and for who sent a request. */
  keys(): readonly WatchedKey[];
  /** The exchanges so far, oldest first. */
  exchanges(): readonly WatchedExchange[];
  clear(): void;
  onExchange(listener: (exchange: WatchedExchange) => void): () => void;
  state(): WatchedState;
  /** What explain says of an exchange, masked; undefined where it has nothing to say. */
  explain(exchange: WatchedExchange): Promise<ShownExplanation | undefined>;
  /** Sends a message once more; the exchange comes back as any other. */
  replay(message: Exchange['message']): Promise<unknown>;
  /** Whether a fault can be switched on here; every one when left out. */
  canHave?(fault: string): boolean;
}
