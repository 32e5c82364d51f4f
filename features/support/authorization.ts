import assert from 'node:assert/strict';
import { authorizationUrl, type QueryWriter } from '../../src/authorize/authorization-url.ts';
import { type Arrival, type LogIn, Merchant } from '../../src/authorize/merchant.ts';
import type { CallbackReceiver } from '../../src/authorize/receiver.ts';
import { skip } from './unjudged.ts';
import type { LatchkeyWorld } from './world.ts';

/** What the app asks for, by the names that the flow's query has. */
export type FlowParameters = Record<
  'app_name' | 'scope' | 'user_id' | 'return_url' | 'callback_url',
  string | undefined
>;

/** One scenario's app and merchant. */
export class Authorization {
  readonly #world: LatchkeyWorld;
  readonly merchant: Merchant;
  readonly app: CallbackReceiver;
  readonly parameters: FlowParameters;
  writer: QueryWriter = 'curl';
  /** Where the merchant is. */
  at: Arrival | undefined;

  constructor(world: LatchkeyWorld) {
    this.#world = world;
    this.app = world.target.app ?? skip('nothing receives the callbacks of the store');
    this.app.clear();
    this.merchant = new Merchant({ send: request => this.#send(request) }, this.site());
    this.parameters = {
      app_name: world.target.appName ?? 'My App',
      scope: 'read_write',
      user_id: '123',
      return_url: `${this.app.url}/return`,
      callback_url: `${this.app.url}/callback`,
    };
  }

  /** The merchant's browser is where the store's own URL leads. */
  site(): string {
    const { site, urls } = this.#world.target;
    return site ?? urls.https ?? this.#world.site('http');
  }

  /** The URL that the app sends the merchant to; a parameter that is undefined is left out. */
  url(): string {
    const { app_name, scope, user_id, return_url, callback_url } = this.parameters;
    const whole = authorizationUrl(
      this.site(),
      {
        appName: app_name ?? '',
        scope: scope ?? '',
        userId: user_id ?? '',
        returnUrl: return_url ?? '',
        callbackUrl: callback_url ?? '',
      },
      this.writer,
    );
    const left = Object.entries(this.parameters).filter(([, value]) => value === undefined);
    return left.reduce((url, [name]) => url.replace(new RegExp(`([?&])${name}=(&|$)`), '$1'), whole);
  }

  /** A user of the store with this role. */
  user(role: string): LogIn {
    return this.#world.target.users.get(role) ?? skip(`no user with the role ${role}`);
  }

  arrival(): Arrival {
    assert.ok(this.at, 'the merchant has not gone anywhere yet');
    return this.at;
  }

  /** Counts what the merchant has seen as judged, and gives back the page. */
  page() {
    this.judged();
    const { page, url } = this.arrival();
    assert.ok(page, `The merchant is not at the store but at ${url}.`);
    return page;
  }

  judged(): void {
    for (const each of this.#world.sent) each.verified = true;
  }

  /** Every exchange goes into the report, and has to be judged as any other. */
  async #send(request: Parameters<LatchkeyWorld['send']>[0]) {
    await this.#world.send(request, 'rest-error');
    return this.#world.last().exchange;
  }
}

const authorizations = new WeakMap<LatchkeyWorld, Authorization>();

/** The scenario's own. */
export function authorizationOf(world: LatchkeyWorld): Authorization {
  let found = authorizations.get(world);
  if (!found) {
    found = new Authorization(world);
    authorizations.set(world, found);
  }
  return found;
}
