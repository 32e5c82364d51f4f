import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AuthenticationRules, type Judgement, type Message, profiles } from '../../../mocks/index.ts';
import { phpRequest } from '../../../mocks/php/mod_php.ts';
import { loadAuthentication } from '../../../mocks/woocommerce/authentication/index.ts';
import { Nonces } from '../../../mocks/woocommerce/authentication/nonces.ts';
import { woocommerceRules } from '../../../mocks/woocommerce/authentication/rules.ts';
import { ApiKeys } from '../../../mocks/woocommerce/keys.ts';
import type { Shop } from '../../../mocks/woocommerce/shop.ts';
import { isStoreApi } from '../../../mocks/woocommerce/store-api.ts';
import type { Context } from '../../../mocks/wordpress/context.ts';
import type { WpError } from '../../../mocks/wordpress/error.ts';
import { isSsl } from '../../../mocks/wordpress/is_ssl.ts';
import { parseRequest } from '../../../mocks/wordpress/rewriting.ts';
import type { Site } from '../../../mocks/wordpress/site.ts';
import { Users } from '../../../mocks/wordpress/users.ts';

export interface Fixture {
  readonly home: string;
  readonly users: readonly { id: number; login: string; email: string; password: string; role: string }[];
  readonly keys: readonly {
    key_id: number;
    name: string;
    user_id: number;
    permissions: string;
    consumer_key: string;
    consumer_secret: string;
    state: string;
  }[];
}

export function fixture(store: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../../recordings/stores/${store}.json`, import.meta.url), 'utf8'));
}

export interface Verdict {
  /** 0 when nobody was let in. */
  readonly userId: number;
  readonly error: WpError | undefined;
  readonly judgements: readonly Judgement[];
}

/** A site with WooCommerce's authentication and nothing else. */
export class Bench {
  readonly shop: Shop;
  readonly site: Site;
  now = 1_795_224_000;

  constructor(store: Fixture, profile: string, home = store.home, rules: Partial<AuthenticationRules> = {}) {
    const users = new Users();
    for (const user of store.users) users.add(user);
    const keys = new ApiKeys();
    for (const key of store.keys) {
      if (key.state.startsWith('row deleted')) continue;
      keys.add({
        keyId: key.key_id,
        userId: key.user_id,
        permissions: key.permissions,
        consumerKey: key.consumer_key,
        consumerSecret: key.consumer_secret,
        description: key.name,
      });
    }
    this.shop = {
      profile: profiles[profile],
      keys,
      rules: { ...woocommerceRules, ...rules },
      nonces: new Nonces(),
    } as unknown as Shop;
    const url = /^(https?):\/\/([^/]+)(.*)$/.exec(home);
    this.site = {
      home: { scheme: url?.[1], authority: url?.[2], path: url?.[3] },
      users,
      rewriteRules: [],
      switches: { permalinks: 'pretty' },
      now: () => this.now,
    } as unknown as Site;
  }

  ask(message: Message): Verdict {
    const request = phpRequest(message);
    const judgements: Judgement[] = [];
    const context: Context = {
      site: this.site,
      request,
      isTls: isSsl(request),
      hooks: [],
      userId: 0,
      judgements,
    };
    const hooks = loadAuthentication(this.shop, context);
    const userId = hooks.determineCurrentUser?.() ?? 0;
    const override = request.get.get('_method') ?? request.header('X-HTTP-Method-Override');
    const method = (typeof override === 'string' ? override : request.method).toUpperCase();
    const route = String(parseRequest(this.site, request).restRoute ?? '');
    const refused = isStoreApi(route) ? undefined : hooks.restAuthenticationErrors?.(route);
    assert.notEqual(refused, true);
    const error = (refused as WpError | undefined) ?? hooks.restPreDispatch?.(method);
    return { userId: this.site.users.get(userId) ? userId : 0, error, judgements };
  }
}

/** The parts of a URL as a message has them: nothing is normalised away. */
export function message(
  method: string,
  url: string,
  headers: readonly (readonly [string, string])[] = [],
  body: string | null = null,
): Message {
  const parts = /^(https?):\/\/([^/?]+)(.*)$/s.exec(url);
  return {
    method,
    scheme: parts?.[1] as 'http' | 'https',
    host: parts?.[2] as string,
    target: Buffer.from(parts?.[3] as string, 'utf8').toString('latin1'),
    headers: headers.flat().map(text => Buffer.from(text, 'utf8').toString('latin1')),
    body: Buffer.from(body ?? '', 'utf8'),
  };
}
