import { randomBytes as systemRandomBytes } from 'node:crypto';
import type {
  Exchange,
  Fixture,
  GrantedKey,
  KeptKey,
  KeptUser,
  KeptWebhook,
  KeyRequest,
  Store,
  StoreOptions,
  StoreRoute,
} from './contract.ts';
import { builtInFixture } from './data/built-in-fixture.ts';
import { createData } from './data/data.ts';
import { measuredRoutes, recordedRoutes } from './data/route-table.ts';
import { FaultError, LatchkeyError } from './errors.ts';
import {
  type ActiveFault,
  applyFaults,
  type CertificateKind,
  certificateFault,
  type Handler,
  parseFault,
  siteSettings,
} from './faults.ts';
import { applicationPasswordsOf, keysOf, usersOf } from './fixture-rows.ts';
import type { SiteSettings } from './hosting/site-settings.ts';
import { Journal } from './journal.ts';
import type { Answer, Message } from './message.ts';
import { FatalError } from './php/fatal-error.ts';
import { phpRequest } from './php/mod_php.ts';
import { redirectedRequest } from './php/redirected.ts';
import type { PhpRequest } from './php/request.ts';
import { nodeOutbound } from './reach/outbound.ts';
import { siteWith } from './site-faults.ts';
import { inRanges } from './web-server/ranges.ts';
import { createWebServer } from './web-server/web-server.ts';
import { Nonces } from './woocommerce/authentication/nonces.ts';
import { woocommerceRules } from './woocommerce/authentication/rules.ts';
import { woocommerceAuthorizeRules } from './woocommerce/authorize/rules.ts';
import { newKeyPair } from './woocommerce/key-pair.ts';
import { legacyRules } from './woocommerce/legacy/rules.ts';
import { freshAttachments } from './woocommerce/placeholder.ts';
import { createWooCommerce } from './woocommerce/plugin.ts';
import { type Profile, profileOf } from './woocommerce/profiles.ts';
import type { Shop } from './woocommerce/shop.ts';
import type { Delivery, DeliveryRequest } from './woocommerce/webhooks/delivery.ts';
import { Webhooks } from './woocommerce/webhooks/webhooks.ts';
import { criticalAnswer } from './wordpress/critical-error.ts';
import { parseHome } from './wordpress/home.ts';
import { type PluggedSite, withPlugins } from './wordpress/plugin.ts';
import { isScript } from './wordpress/scripts.ts';
import { Sessions } from './wordpress/sessions.ts';
import { homeUrl, type SiteSwitches } from './wordpress/site.ts';
import { isUnlistedFolder, standingFile } from './wordpress/standing-files.ts';
import { type Handled, handle, internalContext, internalGet, routeMethods } from './wordpress/wordpress.ts';

/** How many exchanges the journal keeps. */
const journalSize = 1000;

/** Milliseconds that a store which is closed gives to what its webhooks have still to deliver. */
const closingPatience = 2000;

/**
 * Makes a store.
 *
 * @throws {LatchkeyError} LATCHKEY_PROFILE for a version that is none, LATCHKEY_HOME for a home URL that is no URL, and
 *   a FaultError (LATCHKEY_FAULT) for a hosting fault that cannot be switched on, or that needs a listener.
 *
 * @example
 * ```ts
 * import { createStore } from 'latchkey';
 *
 * const store = await createStore({ home: 'https://shop.test', profile: '10.5' });
 * const { consumerKey, consumerSecret } = store.grant({ permissions: 'read' });
 * const answer = await store.answer({
 *   method: 'GET',
 *   scheme: 'https',
 *   host: 'shop.test',
 *   target: '/wp-json/wc/v3/orders',
 *   headers: ['Host', 'shop.test', 'Authorization', `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}`],
 *   body: new Uint8Array(),
 * });
 * answer.status; // 200
 * ```
 */
export async function createStore(options: StoreOptions = {}): Promise<Store> {
  const fixture = options.fixture ?? builtInFixture(options.home);
  const profile = { ...profileOf(options.profile ?? fixture.woocommerce), ...options.profileRules };
  const data = await createData({
    orders: options.orders ?? fixture.orders,
    version: profile.woocommerce,
  });
  return new SimulatedStore(options, fixture, profile, data);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class SimulatedStore implements Store {
  readonly fixture: Fixture;
  readonly home: string;
  readonly profile: string;
  readonly keys: Store['keys'];
  readonly switches: SiteSwitches;
  readonly #options: StoreOptions;
  /** The site as the faults leave it; `#soundSite` is the one without. */
  #site: Mutable<PluggedSite>;
  readonly #soundSite: Mutable<PluggedSite>;
  readonly #shop: Mutable<Shop>;
  readonly #serve: ReturnType<typeof createWebServer>;
  readonly #journal = new Journal<Exchange>(journalSize, ({ message }) => message.body.length);
  readonly #listeners = new Set<(exchange: Exchange) => void>();
  readonly #webhooks: Webhooks;
  readonly #deliveries = new Journal<Delivery>(journalSize, ({ request }) => request?.body.length ?? 0);
  #stoppedAt: number | null = null;
  #faults: readonly ActiveFault[] = [];
  /** The store with its faults in front. */
  #answer: Handler = message => this.#atServer(message);
  #clockOff = 0;
  #authorizationVariable: SiteSettings['authorizationVariable'];
  /** What is wrong with the certificate that its listener serves. */
  readonly #certificate: CertificateKind | undefined;
  /** What the switches were before faults changed them. */
  #switchesBefore: Partial<SiteSwitches> = {};

  constructor(options: StoreOptions, fixture: Fixture, profile: Profile, data: Shop['data']) {
    this.#options = options;
    this.fixture = fixture;
    this.profile = profile.name;
    this.keys = Object.fromEntries(
      fixture.keys.map(key => [
        key.name,
        { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
      ]),
    );
    const home = parseHome(options.home ?? fixture.home);
    if (!home) {
      throw new LatchkeyError('LATCHKEY_HOME', {
        where: `home URL ${JSON.stringify(options.home ?? fixture.home)}`,
        expected: 'an absolute http or https URL',
      });
    }
    this.home = homeUrl(home, '');
    this.switches = initialSwitches(options, fixture);
    const randomBytes = options.randomBytes ?? (count => systemRandomBytes(count));
    this.#shop = {
      profile,
      data,
      keys: keysOf(fixture),
      nonces: new Nonces(),
      rules: { ...woocommerceRules, ...options.rules },
      legacyApi: legacyApiOf(fixture),
      legacyRules: { ...legacyRules, ...options.legacyRules },
      authorizeRules: { ...woocommerceAuthorizeRules, ...options.authorizeRules },
    };
    const site = {
      home,
      title: fixture.title,
      theme: fixture.theme ?? 'classic',
      adminEmail: fixture.users.find(user => user.role === 'administrator')?.email ?? 'admin@example.com',
      version: options.profile === undefined ? fixture.wordpress : profile.wordpress,
      users: usersOf(fixture),
      switches: this.switches,
      now: () => this.now(),
      randomBytes,
      sessions: new Sessions(randomBytes),
      applicationPasswords: applicationPasswordsOf(fixture, randomBytes, () => this.now()),
      attachments: freshAttachments(this.#shop),
      isOtherPost: (id: number) => data.products.get(id) !== undefined,
      outbound: options.outbound ?? nodeOutbound(),
      routeTable: () => measuredRoutes(profile.name),
    };
    this.#soundSite = withPlugins(site, [createWooCommerce(this.#shop)]);
    this.#site = this.#soundSite;
    this.#webhooks = new Webhooks({
      shop: this.#shop,
      site: () => this.#site,
      get: (userId, route) => internalGet(this.#site, userId, route),
      // Few webhooks are the legacy API's: it is loaded when one is.
      legacyGet: async (userId, path) =>
        (await import('./woocommerce/legacy/internal.ts')).legacyGet(
          this.#shop,
          internalContext(this.#site, userId),
          path,
        ),
      onDelivery: delivery => this.#deliveries.add(delivery),
    });
    this.#webhooks.follow(site.users);
    this.#serve = createWebServer(
      {
        homePath: () => this.#site.home.path,
        hasRewriteRules: () => this.#site.switches.permalinks === 'pretty',
        isScript,
        fileAt: path => this.#site.attachments.served(path) ?? standingFile(path),
        isUnlisted: isUnlistedFolder,
      },
      options.webServer,
    );
    if (options.httpsPort !== undefined)
      this.#certificate = certificateFault((options.faults ?? []).map(parseFault));
    this.faults = options.faults ?? [];
  }

  get faults(): readonly string[] {
    return this.#faults.map(active => active.text);
  }

  set faults(texts: readonly string[]) {
    const faults = texts.map(parseFault);
    this.#assertCertificate(faults);
    const settings = siteSettings(faults);
    this.#site = faults.length === 0 ? this.#soundSite : siteWith(this.#soundSite, settings);
    Object.assign(this.switches, this.#switchesBefore);
    const changed = Object.keys(settings.switches ?? {}) as (keyof SiteSwitches)[];
    this.#switchesBefore = Object.fromEntries(changed.map(name => [name, this.switches[name]]));
    Object.assign(this.switches, settings.switches);
    this.#clockOff = settings.clock ?? 0;
    this.#shop.legacyApi = settings.legacyApi ?? legacyApiOf(this.fixture);
    this.#authorizationVariable = settings.authorizationVariable;
    this.#faults = faults;
    this.#answer = applyFaults(message => this.#atServer(message), faults, {
      now: () => this.now(),
      random: () => randomNumber(this.#site.randomBytes),
      home: this.home,
      httpsPort: this.#options.httpsPort,
      ...(this.#options.wait && { wait: this.#options.wait }),
      onRefusal: (fault, message, answer) => {
        const detail = `${fault.title}: the store never saw the request.`;
        this.#note(message, {
          answer,
          judgements: [{ rule: `hosting.${fault.id}`, outcome: 'refused', detail }],
        });
      },
    });
  }

  /** A listener has one certificate, from its start to its end. */
  #assertCertificate(faults: readonly ActiveFault[]): void {
    const wanted = faults.find(
      ({ fault }) => fault.certificate !== undefined && fault.certificate !== this.#certificate,
    );
    if (wanted === undefined) return;
    const { text } = wanted;
    throw new FaultError(
      'scope',
      {
        where: text,
        what:
          this.#options.httpsPort === undefined
            ? "the certificate is a listener's; a store without sockets has none"
            : 'the certificate of a listener is one, and the same from its start to its end',
      },
      {
        advice: `Start a store with it: startStore({ faults: ['${text}'] }), or latchkey serve --fault ${text}.`,
      },
    );
  }

  async answer(message: Message): Promise<Answer> {
    return await this.#answer(message);
  }

  /** What is behind all faults: the web server, and PHP. */
  async #atServer(message: Message): Promise<Answer> {
    const served = this.#serve(message);
    const random = () => this.#site.randomBytes(8);
    if ('answer' in served)
      return this.#note(message, { answer: inRanges(message, served.answer, random), judgements: [] });
    const isRedirected = this.#authorizationVariable === 'REDIRECT_HTTP_AUTHORIZATION';
    const request = isRedirected ? redirectedRequest(served.forScript) : phpRequest(served.forScript);
    return await this.#handle(message, request);
  }

  answerPhp(request: PhpRequest): Promise<Answer> {
    return this.#handle(undefined, request);
  }

  async #handle(message: Message | undefined, request: PhpRequest): Promise<Answer> {
    let handled: Handled;
    try {
      handled = await handle(this.#site, request);
    } catch (error) {
      handled = this.#died(error, request);
    }
    // What a page of the dashboard has written, which writes to no table.
    this.#webhooks.flush();
    if (message === undefined) return this.#note(messageOf(request), handled);
    const answer = inRanges(message, handled.answer, () => this.#site.randomBytes(8));
    return this.#note(message, { ...handled, answer });
  }

  /** PHP died of an error nobody caught: WordPress's page for that, and the reason in the journal. */
  #died(error: unknown, request: PhpRequest): Handled {
    const isPhp = error instanceof FatalError;
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
      answer: criticalAnswer({ site: this.#site, request }),
      judgements: [{ rule: isPhp ? 'php.fatal-error' : 'store.fault', outcome: 'refused', detail }],
    };
  }

  #note(message: Message, { answer, judgements }: Handled): Answer {
    const exchange = { at: this.now(), message, answer, judgements };
    this.#journal.add(exchange);
    for (const listener of this.#listeners) listener(exchange);
    return answer;
  }

  now(): number {
    return (this.#stoppedAt ?? this.#options.now?.() ?? Math.floor(Date.now() / 1000)) + this.#clockOff;
  }

  setClock(now: number | null): void {
    this.#stoppedAt = now;
  }

  async reset(): Promise<void> {
    this.#shop.keys = keysOf(this.fixture);
    this.#shop.nonces = new Nonces();
    this.#webhooks.reset();
    this.#deliveries.clear();
    this.#soundSite.users = usersOf(this.fixture);
    this.#webhooks.follow(this.#soundSite.users);
    this.#soundSite.sessions = new Sessions(this.#soundSite.randomBytes);
    this.#soundSite.applicationPasswords = applicationPasswordsOf(
      this.fixture,
      this.#soundSite.randomBytes,
      () => this.now(),
    );
    this.#switchesBefore = {};
    Object.assign(this.switches, initialSwitches(this.#options, this.fixture));
    this.#stoppedAt = null;
    this.#soundSite.attachments = freshAttachments(this.#shop);
    this.faults = this.#options.faults ?? [];
    await this.#shop.data.reset();
  }

  grant({
    user,
    permissions = 'read_write',
    description = 'Granted by a test',
  }: KeyRequest = {}): GrantedKey {
    const owner =
      user === undefined
        ? [...this.#soundSite.users].find(one => one.role === 'administrator')
        : this.#soundSite.users.find(user);
    if (!owner)
      throw new LatchkeyError('LATCHKEY_USER', {
        where: `user ${JSON.stringify(user)}`,
        expected: 'the login of a user of the store',
      });
    return this.#shop.keys.add({
      userId: owner.id,
      permissions,
      ...newKeyPair(this.#soundSite.randomBytes),
      description,
    });
  }

  findKey(consumerKey: string): GrantedKey | undefined {
    return this.#shop.keys.find(consumerKey);
  }

  keptKeys(): readonly KeptKey[] {
    return [...this.#shop.keys];
  }

  revoke(consumerKey: string): boolean {
    const key = this.#shop.keys.find(consumerKey);
    if (!key) return false;
    this.#shop.nonces.forget(key.keyId);
    return this.#shop.keys.remove(key.keyId);
  }

  users(): readonly KeptUser[] {
    return [...this.#soundSite.users].map(({ id, login, role }) => ({ id, login, role }));
  }

  deleteUser(login: string): boolean {
    const user = this.#soundSite.users.find(login);
    if (!user) return false;
    for (const key of this.keptKeys()) if (key.userId === user.id) this.revoke(key.consumerKey);
    this.#soundSite.applicationPasswords.removeOfUser(user.id);
    return this.#soundSite.users.remove(user.id);
  }

  webhooks(): readonly KeptWebhook[] {
    return [...this.#shop.data.webhooks].map(({ id, name, topic, status, delivery_url }) => ({
      id,
      name,
      topic,
      status,
      deliveryUrl: delivery_url,
    }));
  }

  get nonces(): number {
    return this.#shop.nonces.size;
  }

  async routes(): Promise<readonly StoreRoute[]> {
    const recordings = await recordedRoutes();
    const methods = await routeMethods(this.#soundSite);
    return methods.map(one => ({ ...one, recordings: recordings.get(`${one.method} ${one.pattern}`) ?? 0 }));
  }

  journal(): readonly Exchange[] {
    return this.#journal.list();
  }

  clearJournal(): void {
    this.#journal.clear();
    this.#deliveries.clear();
  }

  deliver(request: DeliveryRequest): Promise<readonly Delivery[]> {
    return this.#webhooks.deliver(request);
  }

  deliveries(): readonly Delivery[] {
    return this.#deliveries.list();
  }

  delivered(): Promise<void> {
    return this.#webhooks.settled();
  }

  close(): Promise<void> {
    return this.#webhooks.close(closingPatience);
  }

  onExchange(listener: (exchange: Exchange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A number from 0 up to 1, from as many bytes as it needs. */
function randomNumber(randomBytes: (count: number) => Uint8Array): number {
  return randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;
}

function initialSwitches(options: StoreOptions, fixture: Fixture): SiteSwitches {
  return {
    permalinks: 'pretty',
    maintenance: false,
    comingSoon: false,
    applicationPasswords: false,
    ...fixture.switches,
    ...options.switches,
  };
}

/** WooCommerce 9 took the legacy API out; a plugin brings it back. */
function legacyApiOf(fixture: Fixture): Shop['legacyApi'] {
  const isPresent =
    fixture.legacy_api === undefined
      ? Number.parseInt(fixture.woocommerce, 10) < 9
      : !/^(absent|none)?$/.test(fixture.legacy_api);
  return isPresent ? 'present' : 'absent';
}

/** What the journal shows of a request that came over FastCGI, where the raw fields are no longer there. */
function messageOf(request: PhpRequest): Message {
  const headers: string[] = [];
  for (const name of ['Host', 'Authorization', 'Content-Type', 'User-Agent', 'X-HTTP-Method-Override']) {
    const value = request.header(name);
    if (value !== undefined) headers.push(name, value);
  }
  return {
    method: request.method,
    scheme: request.server('HTTPS') ? 'https' : 'http',
    host: request.server('HTTP_HOST') ?? '',
    target: request.uri,
    headers,
    body: request.rawBody,
  };
}
