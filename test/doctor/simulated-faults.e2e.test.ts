/** Every hosting fault of the simulated store: the doctor names it first, and its proof quotes what was seen. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { faults as hostingFaults } from '../../mocks/faults.ts';
import { createCertificates, createStore, listen } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { named, openStage, proofOf, type Stage, serious } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** How a fault is asked for where its name alone does not show it. */
const special: Record<string, { faults?: string[]; url?: string; home?: string }> = {
  'redirect-https': { url: 'http://shop.test', home: 'https://shop.test' },
  'redirect-www': { url: 'https://shop.test', home: 'https://www.shop.test' },
  'redirect-canonical': {
    url: 'https://shop.test',
    home: 'https://shop.test',
    faults: ['redirect-canonical:to=https://other.test'],
  },
  'home-url-differs': { url: 'https://shop.test', home: 'https://shop.test' },
};
/** Slow answers have a test of their own. */
const elsewhere = ['slow'];

describe('each hosting fault of the simulated store', () => {
  for (const fault of hostingFaults) {
    if (fault.certificate || elsewhere.includes(fault.id)) continue;
    it(fault.id, async () => {
      const { faults = [fault.id], url = stage.https, home = stage.https } = special[fault.id] ?? {};
      await stage.put({ home, faults });
      const diagnosis = await stage.visit({ url });
      assert.equal(named(diagnosis)[0], fault.id, `named ${named(diagnosis).join(', ') || 'nothing'}`);
      assert.match(
        proofOf(diagnosis, fault.id),
        /\b[AB]\d+\S* (was answered|got no answer|was redirected|carried|names)/,
      );
      assert.deepEqual(diagnosis.evidence.crashes, []);
      assert.deepEqual(diagnosis.broken, []);
    });
  }

  /** The same faults with other parameters, and what is named first. */
  const variants: Record<string, string> = {
    'cache:key=url': 'cache',
    'firewall:status=406': 'firewall',
    'firewall:status=455': 'firewall',
    'firewall:status=501': 'firewall',
    'firewall:status=503': 'firewall',
    'firewall:server=nginx': 'firewall',
    'imunify360:status=403': 'imunify360',
    'imunify360:status=500': 'imunify360',
    'ip-blocked:status=503': 'bad-gateway',
    'bad-gateway:status=504': 'bad-gateway',
    'rate-limit:status=503': 'rate-limit',
    'methods-blocked:status=501': 'methods-blocked',
    'methods-blocked:methods=DELETE': 'methods-blocked',
    'preflight-refused:mode=stripped': 'preflight-refused',
    'dirty-body:kind=notice': 'dirty-body',
    'dirty-body:kind=html': 'dirty-body',
    'jwt-plugin:status=200': 'jwt-plugin',
    'rest-restricted:code=rest_disabled': 'rest-restricted',
    'rest-restricted:code=vip_maintenance_mode_unauthorized': 'rest-restricted',
    'user-agent-filter:agents=Latchkey': 'user-agent-filter',
    'query-parameter-added:name=utm,value=x': 'query-parameter-added',
    'rest-prefix:prefix=store-api': 'rest-prefix',
    'clock-skew:seconds=-7200': 'clock-skew',
    'htpasswd:server=nginx': 'htpasswd',
    'no-rewrite:server=nginx': 'no-rewrite',
  };
  for (const [fault, wanted] of Object.entries(variants)) {
    it(fault, async () => {
      await stage.put({ faults: [fault] });
      assert.equal(named(await stage.visit())[0], wanted);
    });
  }
});

describe('faults of the certificate', () => {
  for (const fault of hostingFaults) {
    const { certificate } = fault;
    if (!certificate) continue;
    it(fault.id, async () => {
      const made = await createCertificates({ hosts: ['127.0.0.1', 'localhost'], fault: certificate });
      const store = await createStore();
      const listener = await listen(store, {
        https: { port: 0, cert: made.cert, key: made.key, oldProtocol: certificate === 'old protocol' },
      });
      const client = createClient({ ca: made.ca });
      try {
        const url = `https://127.0.0.1:${listener.https}`;
        const diagnosis = diagnose(await examine({ url, client, hasOwnCa: true }));
        assert.equal(named(diagnosis)[0], fault.id, diagnosis.evidence.reading('A1')?.code);
        assert.match(proofOf(diagnosis, fault.id), /A1 got no answer \([A-Z_]+/);
        assert.ok(diagnosis.reached);
      } finally {
        await client.close();
        await listener.close();
      }
    });
  }
});

describe('faults without a key', () => {
  // A key is needed to see these, and nothing is said without one.
  const silent = [
    'authorization-joined',
    'query-q-added',
    'query-parameter-added',
    'cookie-nonce',
    'user-reset',
  ];
  for (const fault of silent) {
    it(`${fault} is not guessed at`, async () => {
      await stage.put({ faults: [fault] });
      assert.deepEqual(named(await stage.visit({ key: null })), []);
    });
  }
  for (const fault of [
    'strip-authorization',
    'query-dropped',
    'strip-all-credentials',
    'tls-ends-at-proxy',
    'cache',
    'plain-permalinks',
    'rest-restricted',
    'jwt-plugin',
    'clock-skew',
    'dirty-body',
    'early-user',
  ]) {
    it(`${fault} is named`, async () => {
      await stage.put({ faults: [fault] });
      assert.equal(named(await stage.visit({ key: null }))[0], fault);
    });
  }
});

describe('two faults at once', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['strip-authorization', 'methods-blocked'],
    ['strip-authorization', 'tls-ends-at-proxy'],
    ['strip-authorization', 'cache'],
    ['strip-authorization', 'rest-restricted'],
    ['strip-authorization', 'dirty-body'],
    ['strip-authorization', 'query-q-added'],
    ['strip-authorization', 'clock-skew'],
    ['tls-ends-at-proxy', 'rest-restricted'],
    ['tls-ends-at-proxy', 'methods-blocked'],
    ['query-dropped', 'methods-blocked'],
    ['query-q-added', 'clock-skew'],
    ['wc-auth-blocked', 'user-agent-filter'],
    ['preflight-refused', 'wc-auth-404'],
    ['bot-cache', 'firewall-empty-parameter'],
    ['rest-prefix', 'strip-authorization'],
  ];
  for (const pair of pairs) {
    it(pair.join(' and '), async () => {
      await stage.put({ faults: pair });
      const found = serious(await stage.visit());
      for (const id of pair) assert.ok(found.includes(id), `${id} is not among ${found.join(', ')}`);
    });
  }

  it('a home URL elsewhere and a stripped header', async () => {
    await stage.put({ home: 'https://www.shop.test', faults: ['strip-authorization'] });
    const found = serious(await stage.visit({ url: 'https://shop.test' }));
    assert.deepEqual(found.sort(), ['home-url-differs', 'strip-authorization']);
  });

  it('TLS that ends at a proxy and a redirect to https go round in a circle', async () => {
    const host = new URL(stage.https).host;
    await stage.put({ faults: ['tls-ends-at-proxy', `redirect-https:host=${host}`] });
    assert.equal(named(await stage.visit())[0], 'redirect-loop');
  });

  it('a redirect from https down to http is not followed', async () => {
    const host = new URL(stage.http).host;
    await stage.put({ faults: [`redirect-canonical:to=http://${host}`] });
    const diagnosis = await stage.visit();
    assert.equal(named(diagnosis)[0], 'redirect-to-http');
    assert.ok(diagnosis.evidence.all.every(({ exchange }) => exchange.request.url.startsWith('https:')));
  });

  it('an answer that comes too late', async () => {
    await stage.put({ faults: ['slow:seconds=1'] });
    const diagnosis = await stage.visit({ timeout: 200 });
    assert.equal(named(diagnosis)[0], 'slow');
    assert.match(proofOf(diagnosis, 'slow'), /A1 got no answer \(TIMED_OUT\)/);
  });

  it('some answers that come too late', async () => {
    await stage.put({ faults: ['slow:seconds=1,path=/wp-json/wc/'] });
    const diagnosis = await stage.visit({ timeout: 200 });
    assert.equal(named(diagnosis)[0], 'slow');
    assert.ok(diagnosis.evidence.notSent.some(({ reason }) => reason === 'time was up'));
  });

  it('a server of two that strips the header', async () => {
    await stage.put({ faults: ['strip-authorization:share=0.5,seed=7'] });
    const found = serious(await stage.visit());
    assert.ok(found.includes('answers-vary') || found.includes('strip-authorization'), found.join(', '));
  });
});
