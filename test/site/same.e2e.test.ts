/** One table of stores: what verify finds at a URL, the doctor finds. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LatchkeyError } from '../../mocks/errors.ts';
import type { Answer, Message, Store, StoreOptions } from '../../mocks/index.ts';
import { createGuest } from '../../src/client/http/guest.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { SiteProblem } from '../../src/site/problem.ts';
import { type Survey, surveyStore } from '../../src/targets/survey.ts';
import { openStage, type Stage } from '../doctor/stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

interface Row {
  readonly store?: StoreOptions;
  /** Changes what the store answers. */
  readonly wrap?: (answer: Answer, message: Message) => Answer;
  readonly url?: string;
  /** Where the store answers; the URL when left out. */
  readonly site?: string;
  /** The REST root below the site. */
  readonly root?: string;
  /** The home URL that is told; the site when left out. */
  readonly home?: string;
  readonly problem?: SiteProblem['code'];
  readonly withKey?: boolean;
  /** What the suite lacks here. */
  readonly lacks?: readonly string[];
}

const shop = 'https://shop.test';

const rows: Record<string, Row | (() => Row)> = {
  'pretty permalinks': { lacks: [] },
  'plain permalinks': {
    store: { profile: '11.1', switches: { permalinks: 'plain' } },
    root: '/index.php?rest_route=/',
    lacks: ['legacy-api', 'wc-auth'],
  },
  'a sub-directory': {
    store: { home: `${shop}/shop` },
    url: `${shop}/shop/`,
    site: `${shop}/shop`,
    lacks: [],
  },
  'a path of the API at the end': { url: `${shop}/wp-json/wc/v3/orders`, site: shop, lacks: [] },
  'another prefix': { store: { faults: ['rest-prefix'] }, root: '/api/', lacks: [] },
  'another prefix, and a front page that names no root': {
    store: { faults: ['rest-prefix'] },
    wrap: withoutRestLink,
    root: '/api/',
    lacks: [],
  },
  'plain permalinks, and a front page that names no root': {
    store: { profile: '11.1', switches: { permalinks: 'plain' } },
    wrap: withoutRestLink,
    root: '/?rest_route=/',
    lacks: ['legacy-api', 'wc-auth'],
  },
  'plain HTTP that leads to https': {
    store: { faults: ['redirect-https'] },
    url: 'http://shop.test',
    site: shop,
    lacks: ['plain-http'],
  },
  'a home URL with www.': {
    store: { home: 'https://www.shop.test' },
    home: 'https://www.shop.test',
    lacks: ['log-in', 'wc-auth'],
  },
  'a home URL at another port': {
    store: { home: 'https://shop.test:8443' },
    home: 'https://shop.test:8443',
    lacks: ['log-in', 'wc-auth'],
  },
  'a home URL that says http': { store: { home: 'http://shop.test' }, home: shop, lacks: [] },
  'a translated store': { wrap: inGerman, lacks: ['english'] },
  'a byte order mark before the JSON': { store: { faults: ['dirty-body'] }, lacks: [] },
  'a notice before the JSON': {
    store: { faults: ['dirty-body:kind=notice'] },
    problem: 'notice-before-json',
  },
  'an index closed to guests': { store: { faults: ['rest-restricted'] }, problem: 'index-closed' },
  'an index closed by another plugin': {
    store: { faults: ['rest-restricted:code=rest_disabled'] },
    problem: 'index-closed',
  },
  'an index closed to guests, with a key': {
    store: { faults: ['rest-restricted'] },
    withKey: true,
    lacks: [],
  },
  'another host': {
    store: { faults: ['redirect-canonical:to=https://other.test'] },
    problem: 'redirects-elsewhere',
  },
  'www.': { store: { faults: ['redirect-www'] }, problem: 'redirects-elsewhere' },
  'plain HTTP': () => ({
    store: { faults: [`redirect-canonical:to=${stage.http}`] },
    problem: 'redirects-elsewhere' as const,
  }),
  'a circle': {
    store: { faults: ['tls-ends-at-proxy', 'redirect-https:host=shop.test'] },
    problem: 'redirects-for-ever',
  },
  'a log-in page': { store: { faults: ['login-redirect'] }, problem: 'redirects-to-login' },
  maintenance: { store: { faults: ['maintenance'] }, problem: 'unavailable' },
  'too many requests': { store: { faults: ['rate-limit:requests=0,seconds=60'] }, problem: 'rate-limited' },
  'a page in the place of JSON': { store: { faults: ['html-200'] }, problem: 'html-instead' },
  'a challenge': { store: { faults: ['cloudflare-challenge'] }, problem: 'not-wordpress' },
  'a bad gateway': { store: { faults: ['bad-gateway'] }, problem: 'server-error' },
  'a password of the web server': { store: { faults: ['htpasswd'] }, problem: 'web-server-password' },
  'a critical error': { store: { faults: ['critical-error'] }, problem: 'wordpress-error' },
  'a connection that ends': { store: { faults: ['connection-reset'] }, problem: 'unreachable' },
  nobody: { url: 'https://127.0.0.1:9', problem: 'unreachable' },
};

describe('verify and the doctor find the same:', () => {
  for (const [name, row] of Object.entries(rows)) {
    it(name, async () => {
      const { store, wrap, withKey, problem, lacks, ...place } = typeof row === 'function' ? row() : row;
      const url = place.url ?? shop;
      const options = { home: shop, ...store };
      const put = await stage.put(options);
      if (wrap) await stage.put({ ...options, answer: wrapped(put, wrap) });
      const credentials = withKey ? stage.key('owner') : undefined;

      const { whereabouts: found } = await examine({
        url,
        client: stage.client,
        only: new Set(),
        // What has to wait on a network need not here.
        wait: async () => undefined,
        ...(credentials && { credentials }),
      });
      const survey = await verify(url, credentials);

      if (problem !== undefined) {
        assert.equal(found.problem?.code, problem);
        assert.ok(survey instanceof LatchkeyError, 'verify ends');
        assert.equal((survey.cause as SiteProblem).code, problem);
        assert.match(survey.advice ?? '', /latchkey doctor http.* tells why/);
        return;
      }
      assert.equal(found.problem?.code, withKey ? 'index-closed' : undefined);
      if (survey instanceof LatchkeyError) throw survey;
      const site = place.site ?? url;
      const root = site + (place.root ?? '/wp-json/');
      const home = place.home ?? site;
      assert.deepEqual([found.site, found.root, found.home], [site, root, home]);
      // The doctor looks for a store without the key, which it shows only after an answer that WordPress alone gives.
      if (!withKey) assert.ok(found.namespaces?.includes('wc/v3'));
      assert.equal(survey.urls.https, site);
      assert.equal(site + survey.locate('/wp-json/wc/v3'), `${root}wc/v3`);
      assert.equal(survey.signed.https, home);
      assert.equal(survey.site, site);
      assert.ok(survey.namespaces?.has('wc/v3'));
      assert.deepEqual([...survey.lacks.keys()].sort(), [...(lacks ?? [])].sort());
    });
  }
});

async function verify(
  url: string,
  credentials: ReturnType<Stage['key']> | undefined,
): Promise<Survey | LatchkeyError> {
  const guest = createGuest(stage.client, {
    requestsPerSecond: 10_000,
    concurrency: 2,
    longestWait: 1,
    headers: [],
  });
  try {
    return await surveyStore(guest, { name: 'staging', url }, { ...(credentials && { credentials }) });
  } catch (error) {
    if (error instanceof LatchkeyError) return error;
    throw error;
  }
}

function wrapped(store: Store, wrap: NonNullable<Row['wrap']>) {
  return async (message: Message) => wrap(await store.answer(message), message);
}

/** Without the Link header and its like in the page, as plugins that tidy up leave it. */
function withoutRestLink(answer: Answer): Answer {
  const headers = answer.headers.filter((_, index, all) => {
    const name = all[index - (index % 2)] as string;
    return name.toLowerCase() !== 'link';
  });
  const text = Buffer.from(answer.body)
    .toString()
    .replace(/<link[^>]*api\.w\.org[^>]*>/g, '');
  return { ...answer, headers, body: Buffer.from(text) };
}

function inGerman(answer: Answer): Answer {
  const text = Buffer.from(answer.body)
    .toString()
    .replace('Sorry, you cannot list resources.', 'Tut mir leid, du kannst keine Ressourcen auflisten.');
  return { ...answer, body: Buffer.from(text) };
}
