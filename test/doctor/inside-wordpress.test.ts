/**
 * What plugins and snippets do inside WordPress, as real WooCommerce 10.5 (and 5.8 to 9.2, where that differs) was seen to
 * answer with them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Answer, Message } from '../../mocks/index.ts';
import { type Finding, levelOf } from '../../src/doctor/diagnosis.ts';
import { isHealthy, verdictOf } from '../../src/doctor/verdict.ts';
import { whomToAsk } from '../../src/doctor/whom.ts';
import { type Direct, openDirect } from './direct.ts';
import { openStage, type Stage, serious } from './stage.ts';

let direct: Direct;
let stage: Stage;
before(async () => {
  direct = await openDirect();
  stage = await openStage();
});
after(() => stage.close());

const rest = ['Content-Type', 'application/json; charset=UTF-8', 'Access-Control-Expose-Headers', 'Link'];
const json = (status: number, body: unknown): Answer => ({
  status,
  headers: rest,
  body: Buffer.from(JSON.stringify(body)),
});
const error = (status: number, code: string): Answer =>
  json(status, { code, message: 'As the store says it.', data: { status } });
const page = (status: number, body: string, headers: readonly string[] = []): Answer => ({
  status,
  headers: ['Content-Type', 'text/html; charset=UTF-8', ...headers],
  body: Buffer.from(body),
});

/** Nobody asks: no key, no signature, no parameter of one. */
const isNobody = ({ headers, target, body }: Message): boolean =>
  !headers.some(name => name.toLowerCase() === 'authorization') &&
  !/[?&](oauth_|consumer_)/.test(target) &&
  !Buffer.from(body).includes('oauth_');
const isList = ({ method, target }: Message, resources: string): boolean =>
  method === 'GET' && new RegExp(`^/wp-json/wc/v3/(${resources})\\?`).test(target);

/** The key of the test's own, in the header, the query or a signature. */
const isOfKey = ({ headers, target }: Message): boolean =>
  target.includes(direct.consumerKey) ||
  headers.some(field => {
    const [scheme, credentials] = field.split(' ');
    const isBasic = scheme === 'Basic' && credentials !== undefined;
    return isBasic && atob(credentials).startsWith(direct.consumerKey);
  });

describe('an API that is open to whoever asks', () => {
  for (const withKey of [true, false]) {
    it(`is never healthy, ${withKey ? 'with' : 'without'} a key`, async () => {
      const diagnosis = await direct.visit(
        message =>
          isNobody(message) && isList(message, 'products|orders|customers|coupons|webhooks')
            ? json(200, [{ id: 7 }])
            : undefined,
        withKey,
      );
      assert.deepEqual(serious(diagnosis), ['open-to-all']);
      assert.equal(isHealthy(diagnosis), false);
      assert.equal(diagnosis.findings[0]?.suspicion.certainty, 'proven');
    });
  }

  it('is only worth knowing where it is the catalogue alone', async () => {
    const diagnosis = await direct.visit(
      message => (isNobody(message) && isList(message, 'products') ? json(200, [{ id: 7 }]) : undefined),
      true,
    );
    assert.deepEqual(serious(diagnosis), []);
    assert.ok(isHealthy(diagnosis));
    assert.ok(diagnosis.findings.some(({ fault }) => fault.id === 'open-to-all'));
  });
});

it('a plugin that logs every request in as a user without rights is told, though keys are looked at first', async () => {
  const diagnosis = await direct.visit(message => {
    if (!message.target.startsWith('/wp-json/wc/v3/') || !isNobody(message)) {
      const isKey =
        message.headers.some(value => /^Basic /.test(value)) || /consumer_secret/.test(message.target);
      return isKey && !/"cs_|wrong/.test(message.target) && isList(message, '\\w+')
        ? error(403, 'woocommerce_rest_cannot_view')
        : undefined;
    }
    return message.method === 'GET' ? error(403, 'woocommerce_rest_cannot_view') : undefined;
  }, true);
  assert.equal(serious(diagnosis)[0], 'early-user');
});

it('what WooCommerce says of OAuth parameters may be swallowed while keys are let in: nothing of the header is half', async () => {
  const diagnosis = await direct.visit(async message => {
    const answer = await direct.store.answer(message);
    const isMissing = Buffer.from(answer.body).includes('authentication_missing_parameter');
    return isMissing ? error(401, 'woocommerce_rest_cannot_view') : answer;
  }, true);
  assert.ok(!diagnosis.findings.some(({ fault }) => fault.id === 'authorization-basic-only'));
});

it('WordPress that takes the paths of its API for pages is told as that, and not as a rule that redirects', async () => {
  const theme = page(200, '<link href="/wp-content/themes/a/style.css"><title>Shop</title>', [
    'Link',
    '<https://shop.test/wp-json/>; rel="https://api.w.org/"',
  ]);
  const diagnosis = await direct.visit(({ target }) => {
    if (/[?&]rest_route=/.test(target)) return theme;
    if (!target.startsWith('/wp-json')) return undefined;
    const [path = '', query] = target.split('?');
    if (path.endsWith('/')) return theme;
    const to = `https://shop.test${path}/${query === undefined ? '' : `?${query}`}`;
    return page(301, '', ['Location', to, 'X-Redirect-By', 'WordPress']);
  }, true);
  assert.equal(serious(diagnosis)[0], 'html-200');
  assert.ok(!serious(diagnosis).includes('redirect-path'));
});

describe('a method that arrives as another', () => {
  for (const [name, from, to, title] of [
    ['DELETE as POST', 'DELETE', 'POST', /^DELETE becomes another method/],
    ['PUT as GET', 'PUT', 'GET', /^PUT becomes another method/],
  ] as const)
    it(`${name} is told`, async () => {
      const diagnosis = await direct.visit(
        message => (message.method === from ? direct.store.answer({ ...message, method: to }) : undefined),
        true,
      );
      assert.ok(!isHealthy(diagnosis));
      assert.equal(serious(diagnosis)[0], 'method-changed');
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', title);
    });
});

describe('a key of a Shop Manager', () => {
  for (const version of ['6.6', '8.2', '10.5'])
    it(`keeps a store of ${version} healthy`, async () => {
      await stage.put({ profile: version });
      const diagnosis = await stage.visit({ key: 'manager' });
      assert.deepEqual(serious(diagnosis), []);
      assert.ok(isHealthy(diagnosis));
      const told = diagnosis.findings.filter(({ fault }) => fault.id === 'user-may-not-write');
      assert.deepEqual(told.map(levelOf), version === '10.5' ? [] : ['information']);
    });

  it('is still told where it may not write something else', async () => {
    const diagnosis = await direct.visit(
      ({ method, target }) =>
        method !== 'GET' && /\/(customers|orders)[/?]/.test(target)
          ? error(403, 'woocommerce_rest_cannot_edit')
          : undefined,
      true,
    );
    assert.equal(serious(diagnosis)[0], 'user-may-not-write');
  });
});

it('a page that says to be back soon is one of maintenance, with 200 too', async () => {
  const soon = page(200, '<html><h1>Back soon</h1></html>');
  const diagnosis = await direct.visit(() => soon, false);
  assert.equal(serious(diagnosis)[0], 'maintenance');
});

describe('a filter on WooCommerce’s permissions', () => {
  for (const [name, settings, right, certainty] of [
    [
      'is told from a user without a role by a setting',
      json(200, { woocommerce_currency: 'EUR' }),
      'permission-filter',
      'proven',
    ],
    [
      'is not sure where the setting is neither given nor refused',
      page(200, 'Hello'),
      'user-without-role',
      'likely',
    ],
    [
      'is no matter where the setting is refused too',
      error(403, 'woocommerce_rest_cannot_view'),
      'user-without-role',
      'proven',
    ],
  ] as const)
    it(name, async () => {
      const diagnosis = await direct.visit(async message => {
        if (/\/wc-admin\/options/.test(message.target)) return settings;
        if (/\/wc-api\//.test(message.target)) return error(404, 'rest_no_route');
        const answer = await direct.store.answer(message);
        return answer.status < 300 && isList(message, '\\w+')
          ? error(403, 'woocommerce_rest_cannot_view')
          : undefined;
      }, true);
      assert.equal(serious(diagnosis)[0], right);
      assert.equal(diagnosis.findings[0]?.suspicion.certainty, certainty);
    });
});

it('an Administrator whose role has lost WooCommerce’s rights is no matter of a filter', async () => {
  const diagnosis = await direct.visit(async message => {
    if (/\/wc-admin\/options/.test(message.target)) return json(200, { woocommerce_currency: 'USD' });
    if (/\/wc-api\//.test(message.target)) return error(404, 'rest_no_route');
    const answer = await direct.store.answer(message);
    return answer.status < 300 && isList(message, '(products|orders|coupons|webhooks)')
      ? error(403, 'woocommerce_rest_cannot_view')
      : undefined;
  }, true);
  assert.equal(serious(diagnosis)[0], 'user-without-role');
  assert.equal(diagnosis.findings[0]?.suspicion.certainty, 'likely');
  assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /has lost WooCommerce’s rights/);
});

it('POST that WordPress takes for GET is told, though its form is read', async () => {
  const diagnosis = await direct.visit(message => {
    if (message.method !== 'POST') return undefined;
    if (message.target.includes('/batch?')) return error(404, 'rest_no_route');
    return isList({ ...message, method: 'GET' }, '\\w+') &&
      message.headers.some(value => /^Basic /.test(value))
      ? json(200, [{ id: 7 }])
      : undefined;
  }, true);
  assert.equal(serious(diagnosis)[0], 'method-changed');
  assert.match(diagnosis.findings[0]?.fault.title ?? '', /^POST becomes GET/);
});

it('POST that WordPress takes for GET is told without a key too', async () => {
  const diagnosis = await direct.visit(message => {
    if (message.method !== 'POST' || !isNobody(message) || message.target.includes('_method'))
      return undefined;
    return isList({ ...message, method: 'GET' }, '\\w+')
      ? direct.store.answer({ ...message, method: 'GET' })
      : undefined;
  }, false);
  assert.equal(serious(diagnosis)[0], 'method-changed');
});

it('a front page that a plugin ends with 503 is no gateway, and keeps no client out', async () => {
  const died = page(503, '<html><body id="error-page">We are working</body></html>');
  const diagnosis = await direct.visit(({ target }) => (target === '/' ? died : undefined), true);
  assert.deepEqual(serious(diagnosis), []);
  assert.ok(isHealthy(diagnosis));
});

it('a legacy API that dies alone is a warning, behind what keeps keys out of wc/v3', async () => {
  const died = error(500, 'internal_server_error');
  const diagnosis = await direct.visit(
    ({ target }) => (target.startsWith('/wc-api') ? died : undefined),
    true,
  );
  assert.deepEqual(serious(diagnosis), ['critical-error']);
  assert.equal(verdictOf(diagnosis).kind, 'warning');
  assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /legacy API/);
});

it('pages that die in the theme are a warning, and the API is said to answer', async () => {
  const died = page(
    500,
    '<html><title>WordPress &rsaquo; Error</title><body id="error-page">critical</body></html>',
  );
  const diagnosis = await direct.visit(
    ({ target }) => (/^\/(\?latchkey=.*)?$/.test(target) ? died : undefined),
    true,
  );
  assert.deepEqual(serious(diagnosis), ['critical-error']);
  assert.equal(verdictOf(diagnosis).kind, 'warning');
  assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /pages die.*the API answers/);
});

it('gzip that no field announces is told as that', async () => {
  const diagnosis = await direct.visit(async message => {
    const answer = await direct.store.answer(message);
    return message.target.startsWith('/wp-json') ? { ...answer, body: gzipSync(answer.body) } : answer;
  }, true);
  assert.equal(serious(diagnosis)[0], 'json-damaged');
  assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /compressed, and do not say so/);
});

describe('a plugin that refuses whatever has no Authorization header', () => {
  const closed = error(401, 'authorization');
  for (const withKey of [true, false])
    it(`is told as that, and the query as arriving, ${withKey ? 'with' : 'without'} a key`, async () => {
      const diagnosis = await direct.visit(async message => {
        if (!message.target.startsWith('/wp-json') && !message.target.includes('rest_route='))
          return undefined;
        const answer = await direct.store.answer(message);
        const isSeen = Buffer.from(answer.body).includes('woocommerce_rest_authentication');
        return isSeen || message.headers.some(name => name.toLowerCase() === 'authorization')
          ? answer
          : closed;
      }, withKey);
      assert.deepEqual(serious(diagnosis), ['rest-restricted']);
      assert.match(diagnosis.findings[0]?.suspicion.proof.join(' ') ?? '', /Really Simple Security/);
      assert.equal(
        /a key in the query is refused/.test(diagnosis.findings[0]?.suspicion.title ?? ''),
        withKey,
      );
    });
});

it('a resource whose list a plugin refuses as well is not told as one of writing', async () => {
  const diagnosis = await direct.visit(
    ({ target }) => (/^\/wp-json\/wc\/v3\/orders\b/.test(target) ? error(423, 'orders_locked') : undefined),
    false,
  );
  assert.ok(!isHealthy(diagnosis));
  assert.ok(!serious(diagnosis).includes('writes-refused'), serious(diagnosis).join());
});

/** The store's own front page, whose Link names another REST root. */
async function frontPageNaming(root: string, message: Message): Promise<Answer> {
  const answer = await direct.store.answer(message);
  const link = `<${root}>; rel="https://api.w.org/"`;
  const isLink = (i: number): boolean => answer.headers[i - 1]?.toLowerCase() === 'link' && i % 2 === 1;
  return { ...answer, headers: answer.headers.map((value, i) => (isLink(i) ? link : value)) };
}

it('a home URL with a path is a warning where the URL without it was given', async () => {
  const diagnosis = await direct.visit(async message => {
    if (message.target === '/') return frontPageNaming('https://shop.test/blog/wp-json/', message);
    if (!message.target.startsWith('/blog/')) return undefined;
    const answer = await direct.store.answer({ ...message, target: message.target.slice('/blog'.length) });
    if (message.target !== '/blog/wp-json/') return answer;
    const index = JSON.parse(Buffer.from(answer.body).toString());
    return { ...answer, body: Buffer.from(JSON.stringify({ ...index, home: 'https://shop.test/blog' })) };
  }, false);
  const finding = diagnosis.findings.find(({ fault }) => fault.id === 'sub-directory');
  assert.equal(finding && levelOf(finding), 'warning');
  assert.ok(!isHealthy(diagnosis));
});

describe('permalinks below index.php', () => {
  /** @param isRewritten The web server leads pretty paths to index.php too. */
  const below = (isRewritten: boolean) => async (message: Message) => {
    if (message.target === '/') return frontPageNaming('https://shop.test/index.php/wp-json/', message);
    if (message.target.startsWith('/index.php/wp-json/'))
      return direct.store.answer({ ...message, target: message.target.slice('/index.php'.length) });
    return isRewritten || !message.target.startsWith('/wp-json')
      ? undefined
      : page(404, '<h1>Not Found</h1>');
  };
  it('are told where /wp-json/ is not answered besides', async () => {
    const diagnosis = await direct.visit(below(false), false);
    assert.equal(serious(diagnosis)[0], 'rest-prefix');
    assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /index\.php/);
  });
  it('are nothing where it is', async () => {
    assert.deepEqual(serious(await direct.visit(below(true), false)), []);
  });
});

/** As real 5.8 to 10.5 answered behind a proxy that ends TLS and says nothing of it. */
describe('a store that takes TLS for plain HTTP, without the legacy API', () => {
  const gone = page(404, '<title>404</title>');
  const isLegacy = ({ target }: Message): boolean => target.startsWith('/wc-api/');

  it('is told without a key by the loop of its log-in', async () => {
    const diagnosis = await direct.visit(
      message => (isLegacy(message) ? gone : direct.store.answer({ ...message, scheme: 'http' })),
      false,
    );
    const [first] = diagnosis.findings;
    assert.equal(first?.fault.id, 'tls-ends-at-proxy');
    assert.equal(first?.suspicion.certainty, 'proven');
  });

  it('is none where application passwords are switched off alone', async () => {
    const diagnosis = await direct.visit(async message => {
      if (isLegacy(message)) return gone;
      const answer = await direct.store.answer(message);
      if (!/^\/wp-json\/(\?|$)/.test(message.target) || !('body' in answer)) return answer;
      const index = JSON.parse(Buffer.from(answer.body).toString());
      return { ...answer, body: Buffer.from(JSON.stringify({ ...index, authentication: [] })) };
    }, false);
    assert.deepEqual(serious(diagnosis), []);
    assert.equal(diagnosis.evidence.reading('A29')?.status, 200);
  });
});

/** As real 5.8 and 10.5 answered whose wp_posts was renamed. */
describe('a table that is missing', () => {
  const status = (names: readonly string[], isHpos = false) =>
    json(200, {
      database: {
        database_prefix: 'wp_',
        database_tables: {
          woocommerce: { wp_woocommerce_sessions: { data: '0.02', index: '0.02', engine: 'InnoDB' } },
          other: Object.fromEntries(
            names.map(name => [name, { data: '0.02', index: '0', engine: 'InnoDB' }]),
          ),
        },
      },
      settings: { HPOS_enabled: isHpos },
    });
  const whole = ['wp_options', 'wp_posts', 'wp_postmeta'];
  const visit = (lists: string, tables: Answer) =>
    direct.visit(message => {
      if (isNobody(message)) return undefined;
      if (message.target.startsWith('/wp-json/wc/v3/system_status')) return tables;
      return isList(message, lists) && isOfKey(message) ? json(200, []) : undefined;
    }, true);

  it('is told by what the store says of its tables, where a list is empty', async () => {
    const all = 'products|orders|coupons|customers|webhooks';
    const diagnosis = await visit(all, status(['wp_options', 'wp_postmeta']));
    assert.equal(serious(diagnosis)[0], 'table-missing');
    assert.match(diagnosis.findings[0]?.suspicion.proof.join(' ') ?? '', /does not find wp_posts/);
  });

  it('may be that of orders alone, where they have tables of their own', async () => {
    assert.equal(serious(await visit('orders', status(whole, true)))[0], 'table-missing');
  });

  it('is none in a shop without orders, nor where the list of tables is not whole', async () => {
    assert.deepEqual(serious(await visit('orders', status(whole))), []);
    assert.deepEqual(serious(await visit('orders', status(['wp_postmeta']))), []);
  });
});

describe('a plugin that refuses whoever comes with a key', () => {
  it('is the matter of the shop, not of its host', async () => {
    const diagnosis = await direct.visit(
      message => (isOfKey(message) ? error(403, 'api_access_denied') : undefined),
      true,
    );
    const [first] = diagnosis.findings;
    assert.deepEqual(serious(diagnosis), ['key-not-let-in']);
    assert.equal(first?.suspicion.title, 'A plugin refuses whoever comes with a key');
    assert.equal(whomToAsk(first as Finding).blame, 'store');
  });
});
