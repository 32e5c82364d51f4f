import type { Context, Judgement } from '../../wordpress/context.ts';
import type { WpError } from '../../wordpress/error.ts';
import type { ApiKey } from '../keys.ts';
import type { AuthenticationShop } from '../shop.ts';

/** One request's authentication: what WC_REST_Authentication keeps while the request lasts. */
export class Attempt {
  readonly shop: AuthenticationShop;
  readonly context: Context;
  /** The key that authenticates, or the last one looked at; a refusal takes it away. */
  key: ApiKey | undefined;
  /** Whether Basic or OAuth has been tried, whatever came of it (`$auth_method` is not empty). */
  tried = false;
  /** Whether OAuth has let the key in, and so has spent its nonce. */
  hasSpentNonce = false;
  /** OAuth has let in a user who does not exist, and newer WordPress looks again when it is too late to say so. */
  forgetsKey = false;
  /** What the client will be told. */
  error: WpError | undefined;

  constructor(shop: AuthenticationShop, context: Context) {
    this.shop = shop;
    this.context = context;
  }

  /** Notes a refusal for the client. One that comes later takes its place. */
  refuse(error: WpError): void {
    this.key = undefined;
    this.error = error;
  }

  judge(
    rule: string,
    outcome: Judgement['outcome'],
    detail: string,
    facts?: Readonly<Record<string, string | number>>,
  ): void {
    this.context.judgements.push(
      facts === undefined ? { rule, outcome, detail } : { rule, outcome, detail, facts },
    );
  }
}
