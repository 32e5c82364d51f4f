/** Filters of plugins on the REST API, each as it was measured on a real store. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { levelOf } from '../../src/doctor/diagnosis.ts';
import { atHome } from '../../src/doctor/known.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { type Direct, openDirect } from './direct.ts';
import { serious } from './stage.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const ofRestApi = ['Access-Control-Expose-Headers', 'X-WP-Total, X-WP-TotalPages, Link'];
const json = (status: number, value: unknown): Answer => ({
  status,
  headers: ['Content-Type', 'application/json; charset=UTF-8', ...ofRestApi],
  body: Buffer.from(JSON.stringify(value)),
});
const isApi = ({ target }: Message) => /^\/wp-json|[?&]rest_route=/.test(target);
const textOf = (answer: Answer): string => Buffer.from(answer.body).toString();
const errorOf = (answer: Answer): { code?: string; data?: { status?: number } } =>
  answer.status >= 400 && textOf(answer).startsWith('{') ? JSON.parse(textOf(answer)) : {};

/** What the store answers to the API, changed. */
const changed =
  (change: (answer: Answer, message: Message) => Answer) =>
  async (message: Message): Promise<Answer | undefined> =>
    isApi(message) ? change(await direct.store.answer(message), message) : undefined;

for (const withKey of [true, false])
  describe(withKey ? 'with a key' : 'without a key', () => {
    it('an error without a status, which WordPress answers with 500, closes the API, and PHP is alive', async () => {
      const diagnosis = await direct.visit(message => {
        if (!isApi(message)) return undefined;
        const closed = json(500, { code: 'no_api', message: 'The API is off', data: null });
        return message.method === 'OPTIONS' ? { ...closed, body: new Uint8Array() } : closed;
      }, withKey);
      assert.deepEqual(serious(diagnosis), ['rest-restricted']);
    });

    it('all routes that are gone, the one of the index too, are told as that', async () => {
      const diagnosis = await direct.visit(
        message =>
          isApi(message)
            ? json(404, { code: 'rest_no_route', message: 'No route', data: { status: 404 } })
            : undefined,
        withKey,
      );
      assert.equal(serious(diagnosis)[0], 'routes-removed');
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /all routes/);
    });

    it('wc/v1 and wc/v2 taken out of a store that answers wc/v3 are worth a word, and no fault', async () => {
      const diagnosis = await direct.visit(
        ({ target }) =>
          /\/wc\/v[12]/.test(decodeURIComponent(target))
            ? json(404, { code: 'rest_no_route', message: 'No route', data: { status: 404 } })
            : undefined,
        withKey,
      );
      assert.deepEqual(serious(diagnosis), []);
      assert.ok(isHealthy(diagnosis));
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /wc\/v2/);
    });

    it('404 without a body is WordPress’s, and no page of the web server', async () => {
      const diagnosis = await direct.visit(
        ({ target }) =>
          /\/wc\//.test(decodeURIComponent(target))
            ? { ...json(404, null), body: new Uint8Array() }
            : undefined,
        withKey,
      );
      assert.ok(!isHealthy(diagnosis));
      assert.equal(serious(diagnosis)[0], 'woocommerce-silent');
    });

    it('answers inside other JSON are told as that', async () => {
      const diagnosis = await direct.visit(
        changed(answer =>
          /^[[{]/.test(textOf(answer))
            ? { ...answer, body: Buffer.from(`{"success":true,"data":${textOf(answer)}}`) }
            : answer,
        ),
        withKey,
      );
      assert.equal(serious(diagnosis)[0], 'json-damaged');
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /inside JSON/);
    });

    it('JSON in UTF-16 is told as that', async () => {
      const diagnosis = await direct.visit(
        changed(answer => ({ ...answer, body: Buffer.from(`\ufeff${textOf(answer)}`, 'utf16le') })),
        withKey,
      );
      assert.equal(serious(diagnosis)[0], 'json-damaged');
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /than UTF-8/);
    });

    it('errors whose status alone is another are no other method', async () => {
      const diagnosis = await direct.visit(
        changed(answer => (answer.status >= 400 ? { ...answer, status: 400 } : answer)),
        withKey,
      );
      assert.equal(serious(diagnosis)[0], 'status-changed');
      assert.ok(!serious(diagnosis).includes('method-changed'));
    });

    it('a notice of PHP that sends the head before the status is told as what is printed', async () => {
      const diagnosis = await direct.visit(
        changed(answer => ({
          ...answer,
          status: 200,
          headers: ['Content-Type', 'text/html; charset=UTF-8'],
          body: Buffer.from(`<br />\n<b>Warning</b>: Undefined variable<br />\n${textOf(answer)}`),
        })),
        withKey,
      );
      assert.equal(serious(diagnosis)[0], 'dirty-body');
    });
  });

for (const [status, code] of [
  [403, 'rest_cookie_invalid_nonce'],
  [401, 'rest_forbidden'],
] as const)
  it(`Basic credentials that are answered ${code}, keys too, are a fault of their own`, async () => {
    const refused = json(status, { code, message: 'No', data: { status } });
    const diagnosis = await direct.visit(
      message =>
        isApi(message) && message.headers.some(value => /^Basic /.test(value)) ? refused : undefined,
      true,
    );
    assert.deepEqual(serious(diagnosis), ['basic-taken']);
    assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /refuses Basic credentials/);
  });

it('an empty list for whatever is asked of WooCommerce lets no key in', async () => {
  const diagnosis = await direct.visit(
    ({ target }) => (/\/wc\/v\d/.test(decodeURIComponent(target)) ? json(200, []) : undefined),
    true,
  );
  assert.equal(serious(diagnosis)[0], 'woocommerce-silent');
});

describe('what closes the API to guests, and lets keys pass', () => {
  const isGuest = ({ headers, target }: Message): boolean =>
    !headers.some(value => /^(Basic|OAuth) /.test(value)) &&
    !/consumer_secret=|oauth_signature=/.test(target);
  const ended = json(500, {
    code: 'wp_die',
    message: 'You are not authorized to perform this action.',
    data: { status: 500 },
  });
  const gone = json(404, { code: 'rest_no_route', message: 'No route', data: { status: 404 } });
  for (const [name, answer, right, title] of [
    ['wp_die(), as All-In-One Security does it', ended, 'rest-switched-off', /whoever is not logged in/],
    ['routes that are gone', gone, 'routes-removed', /whoever is not logged in/],
  ] as const) {
    it(`${name}: a warning, with a key`, async () => {
      const diagnosis = await direct.visit(message => {
        // WooCommerce 9 has no legacy API of its own: the page that grants keys shows the store then.
        if (message.target.startsWith('/wc-api/'))
          return { status: 404, headers: [], body: new Uint8Array() };
        return isApi(message) && isGuest(message) ? answer : undefined;
      }, true);
      assert.equal(serious(diagnosis)[0], right);
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', title);
      assert.ok(diagnosis.findings.every(finding => levelOf(finding) !== 'fault'));
    });
  }
  it('wp_die() without a key: not sure, since keys may pass, and PHP is alive', async () => {
    const diagnosis = await direct.visit(
      message => (isApi(message) && isGuest(message) ? ended : undefined),
      false,
    );
    assert.deepEqual(serious(diagnosis), ['rest-switched-off']);
    assert.equal(diagnosis.findings[0]?.suspicion.certainty, 'likely');
  });
});

it('one error of a plugin in the place of all of WooCommerce’s is told as errors that are replaced', async () => {
  const own = json(400, { code: 'error', message: 'Something went wrong', data: { status: 400 } });
  const diagnosis = await direct.visit(
    changed(answer =>
      answer.status >= 400 && !/authentication/.test(errorOf(answer).code ?? '') ? own : answer,
    ),
    true,
  );
  assert.equal(serious(diagnosis)[0], 'errors-replaced');
  assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /^A plugin puts one error/);
});

it('a plugin that refuses in JSON from one request on is told as a limit, and not as chance', async () => {
  let count = 0;
  const diagnosis = await direct.visit(message => {
    if (!isApi(message)) return undefined;
    count += 1;
    return count > 25 ? json(403, { code: 'blocked', message: 'No', data: { status: 403 } }) : undefined;
  }, true);
  assert.ok(
    ['rate-limit', 'stopped-answering'].includes(serious(diagnosis)[0] ?? ''),
    serious(diagnosis).join(),
  );
});

it('a plugin that counts what gets past WooCommerce’s authentication alone is told as a limit too', async () => {
  let count = 0;
  const diagnosis = await direct.visit(
    changed(answer => {
      if (/^woocommerce_rest_authentication/.test(errorOf(answer).code ?? '')) return answer;
      count += 1;
      return count > 25 ? json(403, { code: 'blocked', message: 'No', data: { status: 403 } }) : answer;
    }),
    true,
  );
  assert.ok(
    ['rate-limit', 'stopped-answering'].includes(serious(diagnosis)[0] ?? ''),
    serious(diagnosis).join(),
  );
});

it('a closed API does not hide that the store counts requests', async () => {
  let count = 0;
  const diagnosis = await direct.visit(message => {
    if (!isApi(message)) return undefined;
    count += 1;
    if (count > 25)
      return { status: 403, headers: ['Content-Type', 'text/html'], body: Buffer.from('<h1>No</h1>') };
    return json(401, { code: 'closed_api', message: 'No', data: { status: 401 } });
  }, false);
  assert.ok(
    serious(diagnosis).some(id => ['rate-limit', 'stopped-answering'].includes(id)),
    serious(diagnosis).join(),
  );
});

it('text of another application that repeats the request in JSON is not WordPress’s', async () => {
  const diagnosis = await direct.visit(
    ({ target, headers }) => ({
      status: 200,
      headers: ['Content-Type', 'text/plain'],
      body: Buffer.from(target + JSON.stringify({ headers })),
    }),
    true,
  );
  assert.equal(serious(diagnosis)[0], 'not-wordpress');
});

describe('a home URL with a path that was not asked', () => {
  it('is a warning: signatures are made with it, and links lead there', async () => {
    const diagnosis = await direct.visit(async message => {
      if (message.target !== '/wp-json/') return undefined;
      const answer = await direct.store.answer(message);
      return {
        ...answer,
        body: Buffer.from(JSON.stringify({ ...JSON.parse(textOf(answer)), home: 'https://shop.test/blog' })),
      };
    }, false);
    const finding = diagnosis.findings.find(({ fault }) => fault.id === 'home-url-differs');
    assert.equal(finding && levelOf(finding), 'warning');
    assert.match(finding?.suspicion.proof.join(' ') ?? '', /https:\/\/shop\.test\/blog/);
  });
  it('is put before a path that does not begin with it', () => {
    const home = atHome({ home: 'https://shop.test/blog' });
    assert.equal(
      home('https://shop.test/wp-json/wc/v3/x?a=/b'),
      'https://shop.test/blog/wp-json/wc/v3/x?a=/b',
    );
    assert.equal(home('https://shop.test/blog/wp-json/'), 'https://shop.test/blog/wp-json/');
    assert.equal(home('https://shop.test/blogs/wp-json/'), 'https://shop.test/blog/blogs/wp-json/');
  });
});
