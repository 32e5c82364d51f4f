import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { keysOf, usersOf } from '../../../mocks/fixture-rows.ts';
import {
  type AuthenticationRules,
  type Fixture,
  type Judgement,
  type Message,
  nodeOutbound,
} from '../../../mocks/index.ts';
import { phpRequest } from '../../../mocks/php/mod_php.ts';
import { loadAuthentication } from '../../../mocks/woocommerce/authentication/index.ts';
import { Nonces } from '../../../mocks/woocommerce/authentication/nonces.ts';
import { woocommerceRules } from '../../../mocks/woocommerce/authentication/rules.ts';
import { profileOf } from '../../../mocks/woocommerce/profiles.ts';
import type { AuthenticationShop } from '../../../mocks/woocommerce/shop.ts';
import { isStoreApi } from '../../../mocks/woocommerce/store-api.ts';
import { ApplicationPasswords } from '../../../mocks/wordpress/application-password-rows.ts';
import type { Context } from '../../../mocks/wordpress/context.ts';
import type { WpError } from '../../../mocks/wordpress/error.ts';
import { parseHome } from '../../../mocks/wordpress/home.ts';
import { isSsl } from '../../../mocks/wordpress/is_ssl.ts';
import { Attachments } from '../../../mocks/wordpress/media/attachments.ts';
import { parseRequest } from '../../../mocks/wordpress/rewriting.ts';
import { Sessions } from '../../../mocks/wordpress/sessions.ts';
import type { Site } from '../../../mocks/wordpress/site.ts';

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
  readonly shop: AuthenticationShop;
  readonly site: Site;
  now = 1_795_224_000;

  constructor(store: Fixture, profile: string, home = store.home, rules: Partial<AuthenticationRules> = {}) {
    const parsed = parseHome(home);
    if (!parsed) throw new Error(`no home: ${home}`);
    this.shop = {
      profile: profileOf(profile),
      keys: keysOf(store),
      rules: { ...woocommerceRules, ...rules },
      nonces: new Nonces(),
    };
    const randomBytes = (count: number) => new Uint8Array(count);
    this.site = {
      home: parsed,
      title: 'Shop',
      theme: 'classic',
      adminEmail: 'admin@shop.test',
      version: store.wordpress,
      users: usersOf(store),
      rewriteRules: [],
      switches: { permalinks: 'pretty', maintenance: false, comingSoon: false, applicationPasswords: false },
      now: () => this.now,
      randomBytes,
      sessions: new Sessions(randomBytes),
      applicationPasswords: new ApplicationPasswords(randomBytes),
      attachments: new Attachments(() => 1),
      outbound: nodeOutbound(),
    };
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
