/** The ways to switch a fault on: createStore, store.faults, the control listener, the command line, TLS. */

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { describe, it, type TestContext, test } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import {
  type CertificateKind,
  createCertificates,
  createStore,
  firstHeader,
  listen,
  noBody,
  type Store,
} from '../../mocks/index.ts';
import { openControl } from '../../src/serve/control.ts';
import { latchkey, serve } from '../cli/latchkey.ts';
import { requestText, sendRaw } from '../real-servers/raw-http.ts';

const path = '/wp-json/wc/v3/products?per_page=1';

function owner(store: Store) {
  const key = store.fixture.keys.find(one => one.permissions === 'read_write' && one.state === 'active');
  assert.ok(key);
  return `Basic ${btoa(`${key.consumer_key}:${key.consumer_secret}`)}`;
}

async function status(store: Store, target = path, headers: readonly string[] = []): Promise<number> {
  const answer = await store.answer({
    method: 'GET',
    scheme: 'https',
    host: 'shop.test',
    target,
    headers: ['Host', 'shop.test', 'Authorization', owner(store), ...headers],
    body: noBody,
  });
  return answer.status;
}

async function json(store: Store, target: string, headers: readonly string[] = []) {
  const message = { method: 'GET', scheme: 'https', host: 'shop.test', target, body: noBody } as const;
  const answer = await store.answer({ ...message, headers: ['Host', 'shop.test', ...headers] });
  const body = JSON.parse(new TextDecoder().decode(answer.body));
  return { status: answer.status, code: body.code as string | undefined, message: body.message, body };
}

describe('a store with faults', () => {
  it('can be given them, and others while it runs', async () => {
    const store = await createStore({ faults: ['strip-authorization'] });
    assert.deepEqual(store.faults, ['strip-authorization']);
    assert.equal(await status(store), 401);
    store.faults = [];
    assert.equal(await status(store), 200);
    store.faults = ['htpasswd', 'slow:seconds=0'];
    assert.equal(await status(store), 401);
    await store.reset();
    assert.deepEqual(store.faults, ['strip-authorization']);
  });

  it('refuses what is no fault, and keeps those it has', async () => {
    const store = await createStore({ faults: ['firewall'] });
    assert.throws(
      () => {
        store.faults = ['cache', 'fire'];
      },
      { message: 'unknown fault "fire", did you mean "firewall"?' },
    );
    assert.deepEqual(store.faults, ['firewall']);
    await assert.rejects(createStore({ faults: ['nothing-like-it'] }), {
      code: 'LATCHKEY_FAULT',
      mistake: 'unknown',
    });
    await assert.rejects(createStore({ faults: ['home-url-differs:home=here'] }), {
      code: 'LATCHKEY_HOME',
    });
  });

  it('notes in its journal what a fault has answered', async () => {
    const store = await createStore({ faults: ['firewall'] });
    await status(store);
    const [exchange] = store.journal();
    assert.equal(exchange?.answer.status, 403);
    assert.deepEqual(
      exchange?.judgements.map(({ rule, outcome }) => [rule, outcome]),
      [['hosting.firewall', 'refused']],
    );
  });

  it('changes switches of the site, and puts them back', async () => {
    const store = await createStore({ faults: ['maintenance', 'application-passwords'] });
    assert.equal(await status(store), 503);
    store.switches.comingSoon = true;
    store.faults = ['plain-permalinks'];
    assert.equal(store.switches.maintenance, false);
    assert.equal(store.switches.comingSoon, true);
    assert.equal(await status(store), 404);
    store.faults = [];
    assert.equal(store.switches.permalinks, 'pretty');
    assert.equal(await status(store), 200);
  });

  it('has its clock off', async () => {
    const store = await createStore({ faults: ['clock-skew:seconds=3600'] });
    store.setClock(1_800_000_000);
    assert.equal(store.now(), 1_800_003_600);
    store.faults = [];
    assert.equal(store.now(), 1_800_000_000);
  });

  it('has another home URL, which its index tells', async () => {
    const store = await createStore({ faults: ['home-url-differs:home=https://www.shop.test'] });
    assert.equal((await json(store, '/wp-json/')).body.home, 'https://www.shop.test');
  });

  it('has another prefix for its REST API', async () => {
    const store = await createStore({ home: 'http://shop.test', faults: ['rest-prefix:prefix=api'] });
    assert.equal(await status(store), 404);
    assert.equal(await status(store, path.replace('wp-json', 'api')), 200);
    const front = await store.answer({
      method: 'GET',
      scheme: 'https',
      host: 'shop.test',
      target: '/',
      headers: ['Host', 'shop.test'],
      body: noBody,
    });
    assert.match(firstHeader(front.headers, 'Link') ?? '', /\/api\/>; rel="https:\/\/api\.w\.org\/"/);
  });
});

describe('plugins in the way', () => {
  const missing = '?oauth_consumer_key=probe';
  const wrong = ['Authorization', `Basic ${btoa('ck_wrong:cs_wrong')}`];

  it('rest-restricted answers all who are not logged in, and hides what WooCommerce says', async () => {
    const store = await createStore({ faults: ['rest-restricted:code=shield_block_anon_restapi'] });
    for (const target of ['/wp-json/', path, `/wp-json/wc/v3/products${missing}`]) {
      assert.deepEqual(
        [(await json(store, target)).status, (await json(store, target)).code],
        [401, 'shield_block_anon_restapi'],
        target,
      );
    }
    assert.equal(await status(store), 200);
  });

  it('jwt-plugin takes the header for its own, after WooCommerce has told its errors', async () => {
    const store = await createStore({ faults: ['jwt-plugin'] });
    const asked = await json(store, path, ['Authorization', owner(store)]);
    assert.deepEqual([asked.status, asked.code], [403, 'jwt_auth_bad_auth_header']);
    assert.equal((await json(store, path, wrong)).code, 'jwt_auth_bad_auth_header');
    const oauth = ['Authorization', 'OAuth oauth_consumer_key="probe"'];
    assert.equal((await json(store, path, oauth)).code, 'woocommerce_rest_authentication_missing_parameter');
    assert.equal((await json(store, path)).code, 'woocommerce_rest_cannot_view');
    store.faults = ['jwt-plugin:status=200'];
    const variant = await json(store, path, ['Authorization', owner(store)]);
    assert.deepEqual([variant.status, variant.code], [200, 'jwt_auth_bad_auth_header']);
  });

  it('oauth1-plugin wants a token', async () => {
    const store = await createStore({ faults: ['oauth1-plugin'] });
    const asked = await json(store, `/wp-json/wc/v3/products${missing}`);
    assert.deepEqual([asked.status, asked.code], [401, 'json_oauth1_missing_parameter']);
    assert.match(asked.message, /^Missing OAuth parameters oauth_timestamp, .*, oauth_token$/);
    assert.equal(await status(store), 200);
  });

  it('early-user makes everybody nobody, without a word', async () => {
    const store = await createStore({ faults: ['early-user'] });
    assert.equal(
      (await json(store, `/wp-json/wc/v3/products${missing}`)).code,
      'woocommerce_rest_cannot_view',
    );
    assert.equal(await status(store), 401);
  });

  it('user-reset lets WooCommerce tell its errors, and takes the user away', async () => {
    const store = await createStore({ faults: ['user-reset'] });
    assert.equal(
      (await json(store, `/wp-json/wc/v3/products${missing}`)).code,
      'woocommerce_rest_authentication_missing_parameter',
    );
    const asked = await json(store, path, ['Authorization', owner(store)]);
    assert.deepEqual([asked.status, asked.code], [401, 'woocommerce_rest_cannot_view']);
  });

  it('cookie-nonce minds clients with cookies only', async () => {
    const store = await createStore({ faults: ['cookie-nonce'] });
    const cookie = ['Cookie', 'wordpress_logged_in_0=a'];
    assert.equal(await status(store), 200);
    assert.equal(await status(store, path, cookie), 401);
    const nonce = await json(store, path, [...cookie, 'X-WP-Nonce', 'a']);
    assert.deepEqual([nonce.status, nonce.code], [403, 'rest_cookie_invalid_nonce']);
  });

  it('woocommerce-inactive leaves WordPress’s own answer', async () => {
    const store = await createStore({ faults: ['woocommerce-inactive'] });
    assert.deepEqual((await json(store, path)).code, 'rest_no_route');
    const { namespaces } = (await json(store, '/wp-json/')).body;
    assert.ok(namespaces.includes('wp/v2') && !namespaces.some((name: string) => name.startsWith('wc')));
  });

  it('can be kept to a path', async () => {
    const store = await createStore({ faults: ['early-user:path=/wp-json/wc/v3/orders'] });
    assert.equal(await status(store), 200);
    assert.equal(await status(store, '/wp-json/wc/v3/orders'), 401);
  });
});

async function control(port: number, method: string, body?: unknown) {
  return new Promise<{ status: number; body: { faults?: string[]; error?: { message: string } } }>(
    (resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method, path: '/faults' }, async answer => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    },
  );
}

test('the control listener lists and sets faults, and refuses what is none', async context => {
  const store = await createStore();
  const opened = await openControl(store);
  context.after(() => opened.close());
  assert.deepEqual((await control(opened.port, 'GET')).body, { faults: [] });
  const set = await control(opened.port, 'PUT', { faults: ['cache:seconds=60', 'htpasswd'] });
  assert.deepEqual(set.body, { faults: ['cache:seconds=60', 'htpasswd'] });
  for (const bad of [['cache'], { faults: 'cache' }, { faults: ['cash'] }, { faults: ['tls-expired'] }]) {
    const refused = await control(opened.port, 'PUT', bad);
    assert.equal(refused.status, 400);
    assert.match(refused.body.error?.message ?? '', /^PUT \/faults/);
  }
  assert.deepEqual(store.faults, ['cache:seconds=60', 'htpasswd']);
});

describe('what breaks below HTTP', () => {
  async function listening(context: TestContext, fault?: CertificateKind, faults: readonly string[] = []) {
    const { ca, cert, key, intermediate } = await createCertificates({ hosts: ['shop.test'], fault });
    const store = await createStore({ faults });
    const https = { port: 0, cert, key, oldProtocol: fault === 'old protocol' };
    const listener = await listen(store, { http: 0, https });
    context.after(() => listener.close());
    return { ca, intermediate, http: listener.http as number, https: listener.https as number };
  }

  /** Shakes hands as a careful client does; '' when all is well. */
  const handshake = (port: number, ca: string | string[]) =>
    new Promise<string>(resolve => {
      const socket: TLSSocket = connectTls({ port, host: '127.0.0.1', servername: 'shop.test', ca }, () => {
        socket.destroy();
        resolve('');
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });

  const codes: readonly [CertificateKind | undefined, RegExp][] = [
    [undefined, /^$/],
    ['expired', /^CERT_HAS_EXPIRED$/],
    ['wrong host', /^ERR_TLS_CERT_ALTNAME_INVALID$/],
    ['self-signed', /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
    ['missing intermediate', /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/],
    ['old protocol', /PROTOCOL/],
  ];
  for (const [fault, code] of codes) {
    it(`${fault ?? 'a good certificate'}: the handshake says ${code.source}`, async context => {
      const { https, ca } = await listening(context, fault);
      assert.match(await handshake(https, ca), code);
    });
  }

  it('with the intermediate the chain is whole', async context => {
    const { ca, intermediate } = await createCertificates({
      hosts: ['shop.test'],
      fault: 'missing intermediate',
    });
    assert.ok(intermediate);
    const { cert, key } = await createCertificates({ hosts: ['shop.test'] });
    assert.ok(cert && key && ca);
    const made = await createCertificates({ hosts: ['shop.test'], fault: 'missing intermediate' });
    const listener = await listen(await createStore(), {
      https: { port: 0, cert: made.cert + made.intermediate, key: made.key },
    });
    context.after(() => listener.close());
    assert.equal(await handshake(listener.https as number, made.ca), '');
  });

  it('a client that keeps its connection sees the same', async context => {
    const get = (port: number) =>
      new Promise<string>(resolve => {
        const sent = request(
          { port, host: '127.0.0.1', path, headers: { Connection: 'keep-alive' } },
          answer => {
            answer.on('error', (error: NodeJS.ErrnoException) =>
              resolve(`${answer.statusCode} ${error.code}`),
            );
            answer.on('end', () => resolve(`${answer.statusCode} whole`));
            answer.resume();
          },
        );
        sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
        sent.end();
      });
    const reset = await listening(context, undefined, ['connection-reset']);
    assert.equal(await get(reset.http), 'ECONNRESET');
    const cut = await listening(context, undefined, ['body-cut:bytes=10']);
    assert.equal(await get(cut.http), '401 ECONNRESET');
  });

  it('connection-reset ends before the status line, body-cut in the middle', async context => {
    const reset = await listening(context, undefined, ['connection-reset']);
    assert.equal(
      (await sendRaw(requestText(path), { port: reset.http }).catch(() => ({ status: 0 }))).status,
      0,
    );
    const cut = await listening(context, undefined, ['body-cut:bytes=10']);
    const answer = await sendRaw(requestText(path), { port: cut.http });
    assert.equal(answer.status, 401);
    assert.equal(answer.body.toString('latin1'), '{"code":"w');
    assert.ok(Number(answer.headers.get('content-length')) > 10);
  });
});

describe('latchkey serve', () => {
  it('--fault puts faults in front of the store', async context => {
    const { http } = await serve(context, '--fault', 'firewall', '--fault', 'dirty-body:kind=bom');
    const port = Number(new URL(http).port);
    assert.equal((await sendRaw(requestText(path), { port })).status, 403);
    assert.deepEqual(
      [...(await sendRaw(requestText('/wp-json/'), { port })).body.subarray(0, 3)],
      [0xef, 0xbb, 0xbf],
    );
  });

  it('--fastcgi stands in for PHP-FPM', async context => {
    const serving = await serve(context, '--fastcgi', '0');
    assert.match((serving as unknown as { fastcgi: string }).fastcgi, /^127\.0\.0\.1:\d+$/);
  });

  it('names a wrong fault, and a port that is taken', async context => {
    const wrong = await latchkey(['serve', '--fault', 'cashe']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /^latchkey: --fault: unknown fault "cashe", did you mean "cache"\?.*\n$/);
    const taken = createServer().listen(0, '127.0.0.1');
    context.after(() => taken.close());
    await new Promise(resolve => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const refused = await latchkey(['serve', '--fastcgi', String(port)]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, new RegExp(`^latchkey: --fastcgi ${port}: the port is in use`));
  });
});
