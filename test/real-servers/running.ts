/** What the tests of real servers share: a store behind FastCGI, servers that end with the test file, rows. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createStore, type FastcgiListener, listenFastcgi, type Store } from '../../mocks/index.ts';
import { probe, type Row } from './probes.ts';
import { type RawAnswer, requestText, sendRaw } from './raw-http.ts';
import {
  type ApacheOptions,
  frontController,
  type NginxOptions,
  phpLocation,
  type Server,
  startApache,
  startNginx,
  testTls,
  viaFastcgi,
} from './servers.ts';

/** A server that a test has started. */
export interface Running {
  readonly server: Server;
  readonly port: number;
}

export const tls = testTls();

/** The simulated store in the place of PHP-FPM, and the servers in front of it. */
export class Hosting {
  readonly store: Store;
  readonly fastcgi: FastcgiListener;
  readonly #running = new Set<Server>();

  private constructor(store: Store, fastcgi: FastcgiListener) {
    this.store = store;
    this.fastcgi = fastcgi;
  }

  /** @param home The store's home URL; that of the measured rows when left out. */
  static async open(home = 'http://shop.test:8105'): Promise<Hosting> {
    const store = await createStore({ home });
    return new Hosting(store, await listenFastcgi(store, { port: 0 }));
  }

  /** Ends everything that is still there. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map(server => server.stop()));
    await this.fastcgi.close();
  }

  async kept<T extends Running>(starting: Promise<T>): Promise<T> {
    const started = await starting;
    this.#running.add(started.server);
    return started;
  }

  async stop(...all: readonly Running[]): Promise<void> {
    for (const { server } of all) {
      this.#running.delete(server);
      await server.stop();
    }
  }

  /** Apache with PHP-FPM, over TLS. */
  apache(options: Partial<ApacheOptions> = {}) {
    return this.kept(startApache({ php: viaFastcgi(this.fastcgi.port), tls, ...options }));
  }

  /** Nginx with PHP-FPM, over TLS. */
  nginx(options: Partial<NginxOptions> = {}) {
    return this.kept(
      startNginx({ server: `${frontController}\n${phpLocation(this.fastcgi.port)}`, tls, ...options }),
    );
  }

  /** A key that may do everything. */
  get key() {
    const key = this.store.fixture.keys.find(
      one => one.permissions === 'read_write' && one.state === 'active',
    );
    assert.ok(key);
    return key;
  }

  /** That key as Basic credentials. */
  get authorization(): string {
    return `Authorization: Basic ${btoa(`${this.key.consumer_key}:${this.key.consumer_secret}`)}`;
  }

  /** What a running server makes of the probes. */
  row({ port }: Running, isTls = true): Promise<Row> {
    const host = `shop.test:${port}`;
    return probe({
      asked: `${isTls ? 'https' : 'http'}://${host}`,
      consumerKey: this.key.consumer_key,
      consumerSecret: this.key.consumer_secret,
      ask: async request => {
        const text = requestText(request.target, { host, headers: request.headers });
        const answer = await sendRaw(text, { port, tls: isTls });
        return {
          status: answer.status,
          contentType: answer.headers.get('content-type') ?? '',
          body: answer.body.toString('utf8'),
        };
      },
    });
  }
}

/** Asks one thing as an ordinary client does, over TLS unless said otherwise. */
export function ask(
  { port }: Running,
  target: string,
  { isTls = true, ...options }: Parameters<typeof requestText>[1] & { readonly isTls?: boolean } = {},
): Promise<RawAnswer> {
  const headers = ['User-Agent: Shop sync 1.0', 'Accept: */*', ...(options.headers ?? [])];
  return sendRaw(requestText(target, { ...options, headers }), { port, tls: isTls });
}

export const isJson = (answer: RawAnswer) => /json/.test(answer.headers.get('content-type') ?? '');

/** A line of a password file, as `htpasswd -s` writes it. */
export const passwordLine = (user: string, password: string) =>
  `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}\n`;

/** Apache's lines that load the OWASP core rule set as Debian packages it. A fix can go to the place `crs`. */
export const coreRuleSet = `SecRuleEngine On
SecRequestBodyAccess On
SecDataDir "{folder}"
SecTmpDir "{folder}"
SecAuditEngine Off
SecDefaultAction "phase:1,log,noauditlog,pass"
SecDefaultAction "phase:2,log,noauditlog,pass"
SecAction "id:900990,phase:1,pass,t:none,nolog,setvar:tx.crs_setup_version=340"
# [crs]
Include /usr/share/modsecurity-crs/rules/*.conf`;
