import type { Exchange } from '../../mocks/index.ts';
import type { Redactor } from '../redact/redact.ts';
import type { WatchedState } from './view.ts';

/** An exchange that a workbench shows. */
export interface WatchedExchange extends Exchange {
  /** Until the answer's last byte, in milliseconds. */
  readonly duration?: number;
  /** Why no answer came. */
  readonly failure?: string;
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
  /** Masks what it knows to be secret now. */
  redactor(): Redactor;
  /** The keys that are known by name, for recordings and for who sent a request. */
  keys(): readonly WatchedKey[];
  /** The exchanges so far, oldest first. */
  exchanges(): readonly WatchedExchange[];
  clear(): void;
  onExchange(listener: (exchange: WatchedExchange) => void): () => void;
  state(): WatchedState;
  /** Sends a message once more; the exchange comes back as any other. */
  replay(message: Exchange['message']): Promise<unknown>;
}
