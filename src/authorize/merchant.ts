import { CookieJar } from 'tough-cookie';
import { LatchkeyError, type LatchkeyErrorOptions } from '../../mocks/errors.ts';
import type { HttpClient } from '../client/http/client.ts';
import { type HttpAnswer, type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { isLoopback } from '../site/origin.ts';
import { absoluteUrl } from './absolute-url.ts';
import { type FlowPage, readPage } from './page.ts';

/** Where a request ended after its redirects. */
export interface Arrival {
  readonly url: string;
  /** undefined where the way led out of the store: `url` is then where, and nobody was asked there. */
  readonly answer: HttpAnswer | undefined;
  readonly page: FlowPage | undefined;
  /** Every request on the way, oldest first. */
  readonly exchanges: readonly HttpExchange[];
}

export interface LogIn {
  /** The login name or the e-mail address. */
  readonly login: string;
  readonly password: string;
}

/** The flow did not go on: no answer, a page that is not there, a redirect without end. */
export class FlowError extends LatchkeyError {
  override readonly name = 'FlowError';
  readonly exchanges: readonly HttpExchange[];

  constructor(message: string, exchanges: readonly HttpExchange[], options: LatchkeyErrorOptions = {}) {
    super('LATCHKEY_FLOW', message, options);
    this.exchanges = exchanges;
  }
}

/** How many redirects a browser follows at most. */
const redirectLimit = 10;

/**
 * A merchant at a browser: keeps cookies, follows redirects inside the store, finds links and forms by the classes
 * and names that WooCommerce's pages have. It runs no script, which no page of the flow needs.
 */
export class Merchant {
  readonly #client: Pick<HttpClient, 'send'>;
  readonly #store: string;
  readonly #headers: readonly (readonly [string, string])[];
  #jar = new CookieJar();
  /** A page of the store came over TLS: from then on nothing goes in clear. */
  #isOnTls = false;

  /**
   * @param store the store's URL.
   * @param headers fields that go with every request: a staging password, a user agent.
   */
  constructor(
    client: Pick<HttpClient, 'send'>,
    store: string,
    headers: readonly (readonly [string, string])[] = [],
  ) {
    this.#client = client;
    this.#store = store.replace(/\/+$/, '');
    this.#headers = headers;
  }

  /** Opens a URL as a click on a link would. */
  open(url: string): Promise<Arrival> {
    return this.#go('GET', url);
  }

  /** Sends a form of another page of the store. */
  post(url: string, fields: URLSearchParams): Promise<Arrival> {
    return this.#go('POST', url, String(fields));
  }

  /** Logs in at `/wp-login.php`. Ends on the log-in page again where the store refuses. */
  async logIn(credentials: LogIn): Promise<Arrival> {
    const form = await this.open(`${this.#store}/wp-login.php`);
    return this.#submit(form, { log: credentials.login, pwd: credentials.password });
  }

  /** Fills in the log-in form of the flow's own page, or of `/wp-login.php`, and sends it. */
  submitLogin(at: Arrival, credentials: LogIn): Promise<Arrival> {
    const fields = at.page?.form?.fields;
    return this.#submit(
      at,
      fields?.has('log')
        ? { log: credentials.login, pwd: credentials.password }
        : { username: credentials.login, password: credentials.password },
    );
  }

  /** Follows the approve link. The store calls the app back before it answers. */
  approve(at: Arrival): Promise<Arrival> {
    return this.#follow(at, 'approve');
  }

  /** Follows the deny link, which leads out of the store. */
  deny(at: Arrival): Promise<Arrival> {
    return this.#follow(at, 'deny');
  }

  logOut(at: Arrival): Promise<Arrival> {
    return this.#follow(at, 'logout');
  }

  /** Closes the browser: its cookies are gone. */
  forget(): void {
    this.#jar = new CookieJar();
  }

  #follow(at: Arrival, link: 'approve' | 'deny' | 'logout'): Promise<Arrival> {
    const url = at.page?.[link];
    if (!url) {
      const seen = at.page ? `its text is: ${at.page.text.slice(0, 200)}` : 'it is not a page of the store';
      throw new FlowError(`no link of class wc-auth-${link} on the page; ${seen}`, at.exchanges);
    }
    return this.#go('GET', url);
  }

  #submit(at: Arrival, values: Readonly<Record<string, string>>): Promise<Arrival> {
    const form = at.page?.form;
    if (!at.answer) {
      const where = at.url.replace(/[?#].*$/s, '');
      throw new FlowError(
        `the way leads to ${where}, where no password is sent: it is another origin than ${this.#store}, or in clear`,
        at.exchanges,
      );
    }
    if (!form) {
      const says = at.page?.text.slice(0, 80);
      throw new FlowError(
        `there is no log-in form at ${new URL(at.url).pathname}, which answers ${at.answer.status}${says ? `, “${says}”` : ''}`,
        at.exchanges,
      );
    }
    const fields = new URLSearchParams([...form.fields]);
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    return this.#go('POST', form.action, String(fields));
  }

  async #go(method: string, url: string, form?: string): Promise<Arrival> {
    const exchanges: HttpExchange[] = [];
    let at = url;
    let body = form;
    let verb = method;
    for (let redirects = 0; redirects <= redirectLimit; redirects++) {
      if (!this.#isOfStore(at)) return { url: at, answer: undefined, page: undefined, exchanges };
      const answer = await this.#send(verb, at, body, exchanges);
      const location = joinedHeader(answer.headers, 'location');
      if (location === undefined || answer.status < 300 || answer.status > 399) {
        const page = readPage(new TextDecoder().decode(answer.body), at);
        return { url: at, answer, page, exchanges };
      }
      at = absoluteUrl(location, at);
      // A browser turns a POST into a GET on 301, 302 and 303 (Fetch, 4.4 HTTP-redirect fetch).
      if (answer.status <= 303) {
        verb = 'GET';
        body = undefined;
      }
    }
    throw new FlowError(`more than ${redirectLimit} redirects from ${url}`, exchanges);
  }

  async #send(
    method: string,
    url: string,
    body: string | undefined,
    exchanges: HttpExchange[],
  ): Promise<HttpAnswer> {
    const cookies = await this.#jar.getCookieString(url);
    const exchange = await this.#client.send({
      method,
      url: url.replace(/#.*$/s, ''),
      headers: [
        ...this.#headers,
        ...(cookies === '' ? [] : [['Cookie', cookies] as const]),
        ...(body === undefined ? [] : [['Content-Type', 'application/x-www-form-urlencoded'] as const]),
      ],
      ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
    });
    exchanges.push(exchange);
    const { answer, failure } = exchange;
    this.#isOnTls ||= URL.parse(url)?.protocol === 'https:';
    if (!answer) {
      throw new FlowError(
        `${method} ${new URL(url).pathname}: ${failure?.message ?? 'no answer'}`,
        exchanges,
      );
    }
    for (const [name, value] of answer.headers) {
      if (name.toLowerCase() === 'set-cookie') await this.#jar.setCookie(value, url, { ignoreError: true });
    }
    return answer;
  }

  /**
   * The store's own host and port: whoever is elsewhere gets no request and no cookie. Nor does a form lead from https
   * down to http, where the password would pass a network in clear.
   */
  #isOfStore(url: string): boolean {
    const [there, store] = [URL.parse(url), new URL(this.#store)];
    if (there?.host !== store.host) return false;
    if (there.protocol === 'https:' || isLoopback(url)) return true;
    return store.protocol === there.protocol && !this.#isOnTls;
  }
}
