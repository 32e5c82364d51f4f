/** A site with nothing but WooCommerce's granting of keys, and an app that the test scripts. */

import {
  type Answer,
  type AuthorizeRules,
  CurlError,
  firstHeader,
  type Judgement,
  type Message,
  type Outbound,
  type OutboundPolicy,
  type OutboundRequest,
} from '../../../mocks/index.ts';
import { phpRequest } from '../../../mocks/php/mod_php.ts';
import { authorize } from '../../../mocks/woocommerce/authorize/index.ts';
import { woocommerceAuthorizeRules } from '../../../mocks/woocommerce/authorize/rules.ts';
import { ApiKeys } from '../../../mocks/woocommerce/keys.ts';
import { profileOf } from '../../../mocks/woocommerce/profiles.ts';
import type { GrantingShop } from '../../../mocks/woocommerce/shop.ts';
import { ApplicationPasswords } from '../../../mocks/wordpress/application-password-rows.ts';
import { Attachments } from '../../../mocks/wordpress/media/attachments.ts';
import { type PluggedSite, withPlugins } from '../../../mocks/wordpress/plugin.ts';
import { Sessions } from '../../../mocks/wordpress/sessions.ts';
import { Users } from '../../../mocks/wordpress/users.ts';
import { handle } from '../../../mocks/wordpress/wordpress.ts';

export const flow = {
  app_name: 'My App',
  scope: 'read_write',
  user_id: '123',
  return_url: 'http://app.test/return-page',
  callback_url: 'https://app.test:9443/callback',
};

export interface Options {
  readonly home?: PluggedSite['home'];
  readonly permalinks?: 'pretty' | 'plain';
  readonly theme?: PluggedSite['theme'];
  readonly rules?: Partial<AuthorizeRules>;
  readonly policy?: OutboundPolicy;
  /** WooCommerce's version. */
  readonly profile?: string;
  /** What the app answers; a CurlError where it cannot be reached. */
  readonly app?: (request: OutboundRequest) => { status: number; location?: string } | CurlError;
}

export class Harness {
  now = 1_795_226_000;
  readonly keys = new ApiKeys();
  readonly sent: OutboundRequest[] = [];
  readonly judgements: Judgement[] = [];
  readonly site: PluggedSite;
  readonly cookies = new Map<string, string>();

  constructor(options: Options = {}) {
    const users = new Users();
    for (const role of ['administrator', 'shop_manager', 'customer']) {
      users.add({ login: role, email: `${role}@shop.test`, password: `${role}-password`, role });
    }
    let counter = 0;
    const randomBytes = (count: number) =>
      Uint8Array.from({ length: count }, () => (counter = (counter * 167 + 41) % 256));
    const outbound: Outbound = {
      policy: options.policy ?? 'any',
      resolve: async host =>
        host === 'app.test' ? '127.0.0.1' : host === 'public.test' ? '93.184.215.14' : undefined,
      send: async request => {
        this.sent.push(request);
        const answer = options.app?.(request) ?? { status: 200 };
        if (answer instanceof CurlError) throw answer;
        return { status: answer.status, headers: answer.location ? ['Location', answer.location] : [] };
      },
    };
    const shop: GrantingShop = {
      profile: profileOf(options.profile ?? '10.5'),
      keys: this.keys,
      authorizeRules: { ...woocommerceAuthorizeRules, ...options.rules },
    };
    const granting = authorize(shop);
    const site = {
      home: options.home ?? { scheme: 'http', authority: 'shop.test:8105', path: '' },
      title: 'Shop & Sons',
      theme: options.theme ?? 'classic',
      adminEmail: 'admin@shop.test',
      version: '6.9.1',
      users,
      switches: {
        permalinks: options.permalinks ?? 'pretty',
        maintenance: false,
        comingSoon: false,
        applicationPasswords: false,
      },
      now: () => this.now,
      randomBytes,
      sessions: new Sessions(randomBytes),
      applicationPasswords: new ApplicationPasswords(randomBytes),
      attachments: new Attachments(() => 1),
      outbound,
    };
    this.site = withPlugins(site, [
      {
        name: 'woocommerce',
        restRoutes: [],
        rewriteRules: granting.rewriteRules,
        load: context => ({
          parseRequest: variables => granting.parseRequest(context, variables),
          lostPasswordUrl: () => granting.lostPasswordUrl(context),
        }),
      },
    ]);
  }

  /** Sends a request with the cookies that were set so far. */
  async send(method: string, url: string, form?: Readonly<Record<string, string>>): Promise<Page> {
    const [, scheme, host, target] = /^(https?):\/\/([^/?#]+)([^#]*)/.exec(url) ?? [];
    if (host === undefined || target === undefined) throw new Error(`not an absolute URL: ${url}`);
    const headers: string[] = [];
    if (this.cookies.size > 0) {
      headers.push('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    if (form) headers.push('Content-Type', 'application/x-www-form-urlencoded');
    const message: Message = {
      method,
      scheme: scheme === 'https' ? 'https' : 'http',
      host,
      target,
      headers,
      body: new TextEncoder().encode(form ? String(new URLSearchParams(form)) : ''),
    };
    const { answer, judgements } = await handle(this.site, phpRequest(message));
    this.judgements.push(...judgements);
    this.#keepCookies(answer);
    return new Page(answer);
  }

  get(url: string): Promise<Page> {
    return this.send('GET', url);
  }

  /** The flow's page with these parameters. */
  visit(route: string, parameters: Readonly<Record<string, string>> = flow): Promise<Page> {
    return this.get(`http://shop.test:8105/wc-auth/v1/${route}?${new URLSearchParams(parameters)}`);
  }

  logIn(login: string, password = `${login}-password`): Promise<Page> {
    return this.send('POST', 'http://shop.test:8105/wp-login.php', { log: login, pwd: password });
  }

  /** All cookies, whatever their path: enough for a site without anything but log-ins. */
  #keepCookies(answer: Answer): void {
    for (let i = 0; i < answer.headers.length; i += 2) {
      if (answer.headers[i] !== 'Set-Cookie') continue;
      const cookie = answer.headers[i + 1] ?? '';
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/Max-Age=0/.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** What a test looks for in an answer. */
export class Page {
  readonly answer: Answer;
  readonly status: number;
  readonly body: string;

  constructor(answer: Answer) {
    this.answer = answer;
    this.status = answer.status;
    this.body = new TextDecoder().decode(answer.body);
  }

  get location(): string | undefined {
    return firstHeader(this.answer.headers, 'Location');
  }

  get title(): string | undefined {
    return /<title>(.*?)<\/title>/.exec(this.body)?.[1];
  }

  /** The target of the link with this class. */
  link(className: string): string {
    const tag = new RegExp(`<a[^>]*class="[^"]*\\b${className}\\b[^"]*"[^>]*>`).exec(this.body)?.[0] ?? '';
    return (/href="([^"]*)"/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');
  }

  field(name: string): string | undefined {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(this.body)?.[1]?.replaceAll('&amp;', '&');
  }
}
