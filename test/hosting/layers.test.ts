/** Each layer alone, in front of a handler that tells what arrived. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyFaults, faults, type Handler } from '../../mocks/faults.ts';
import {
  type Answer,
  certificateFault,
  firstHeader,
  type Message,
  noBody,
  parseFault,
} from '../../mocks/index.ts';
import { methodNotAllowed, notFound } from '../../mocks/web-server/pages.ts';

const text = (answer: Answer) => Buffer.from(answer.body).toString('latin1');

const message = (target: string, given: Partial<Message> = {}): Message => ({
  method: 'GET',
  scheme: 'https',
  host: 'shop.test:8443',
  target,
  headers: ['Host', 'shop.test:8443'],
  body: noBody,
  ...given,
});

/** A store that keeps what reaches it. */
function fakeStore(answer: Partial<Answer> = {}) {
  const seen: Message[] = [];
  const handler: Handler = async asked => {
    seen.push(asked);
    return {
      status: 200,
      headers: ['Content-Type', 'application/json'],
      body: new TextEncoder().encode(`{"count":${seen.length}}`),
      ...answer,
    };
  };
  return { seen, handler };
}

function hosting(texts: readonly string[], { handler = fakeStore().handler, clock = { now: 1000 } } = {}) {
  return applyFaults(handler, texts.map(parseFault), {
    now: () => clock.now,
    random: () => 0.5,
    wait: async seconds => {
      clock.now += seconds;
    },
    home: 'http://shop.test:8105',
  });
}

/** What reaches the store through these faults. */
async function arrives(faults: readonly string[], asked: Message): Promise<Message> {
  const { seen, handler } = fakeStore();
  await hosting(faults, { handler })(asked);
  assert.equal(seen.length, 1);
  return seen[0] as Message;
}

/** What the client gets; the store must not have been asked. */
async function refused(faults: readonly string[], asked: Message): Promise<Answer> {
  const { seen, handler } = fakeStore();
  const answer = await hosting(faults, { handler })(asked);
  assert.equal(seen.length, 0, 'the store was asked');
  return answer;
}

const authorization = ['Host', 'shop.test', 'AUTHORIZATION', 'Basic YTpi', 'X-Other', '1'];

describe('what is done to requests', () => {
  it('strip-authorization takes the header, whatever its case, and nothing else', async () => {
    const { headers, target } = await arrives(
      ['strip-authorization'],
      message('/a?b=1', { headers: authorization }),
    );
    assert.deepEqual(headers, ['Host', 'shop.test', 'X-Other', '1']);
    assert.equal(target, '/a?b=1');
  });

  it('query-dropped takes the query, strip-all-credentials both', async () => {
    const asked = message('/a?b=1?c', { headers: authorization });
    assert.equal((await arrives(['query-dropped'], asked)).target, '/a');
    const both = await arrives(['strip-all-credentials'], asked);
    assert.equal(both.target, '/a');
    assert.equal(firstHeader(both.headers, 'authorization'), undefined);
  });

  it('query-q-added puts the decoded path in front', async () => {
    assert.equal((await arrives(['query-q-added'], message('/a%20b?c=1'))).target, '/a%20b?q=/a b&c=1');
  });

  it('tls-ends-at-proxy makes https http and says so in a header', async () => {
    const { scheme, headers } = await arrives(['tls-ends-at-proxy'], message('/'));
    assert.equal(scheme, 'http');
    assert.equal(firstHeader(headers, 'x-forwarded-proto'), 'https');
  });

  it('authorization-joined and authorization-replaced spoil what was sent', async () => {
    const asked = message('/', { headers: authorization });
    const joined = await arrives(['authorization-joined:added=Basic eA=='], asked);
    assert.equal(firstHeader(joined.headers, 'Authorization'), 'Basic YTpi, Basic eA==');
    const replaced = await arrives(['authorization-replaced:value=Basic eA=='], asked);
    assert.equal(firstHeader(replaced.headers, 'Authorization'), 'Basic eA==');
  });

  it('bot-cache drops the query for some user agents only', async () => {
    const asked = (agent: string) => message('/a?b=1', { headers: ['User-Agent', agent] });
    assert.equal((await arrives(['bot-cache'], asked('x AppEngine-Google; y'))).target, '/a');
    assert.equal((await arrives(['bot-cache'], asked('x'))).target, '/a?b=1');
  });
});

describe('what is answered in the place of the store', () => {
  const page = async (fault: string, asked = message('/wp-json/wc/v3/products')) => {
    const answer = await refused([fault], asked);
    return { ...answer, html: text(answer) };
  };

  it('redirect-https sends http away and lets https pass', async () => {
    const asked = message('/a?b=%20', { scheme: 'http', headers: ['Host', 'shop.test:8105'] });
    const answer = await refused(['redirect-https'], asked);
    assert.equal(answer.status, 301);
    assert.equal(firstHeader(answer.headers, 'Location'), 'https://shop.test/a?b=%20');
    await arrives(['redirect-https'], message('/'));
    const elsewhere = await refused(['redirect-https:host=shop.test:8443,status=308'], asked);
    assert.equal(elsewhere.status, 308);
    assert.equal(firstHeader(elsewhere.headers, 'Location'), 'https://shop.test:8443/a?b=%20');
  });

  it('redirect-https behind a proxy that ends TLS never ends, as on real servers', async () => {
    const answer = await refused(['redirect-https:host=shop.test:8443', 'tls-ends-at-proxy'], message('/'));
    assert.equal(firstHeader(answer.headers, 'Location'), 'https://shop.test:8443/');
  });

  it('redirect-www adds www or takes it away', async () => {
    const added = await refused(['redirect-www'], message('/a'));
    assert.equal(firstHeader(added.headers, 'Location'), 'https://www.shop.test:8443/a');
    const www = message('/a', { headers: ['Host', 'www.shop.test'] });
    await arrives(['redirect-www'], www);
    const removed = await refused(['redirect-www:mode=remove'], www);
    assert.equal(firstHeader(removed.headers, 'Location'), 'https://shop.test/a');
  });

  it('redirect-canonical sends other origins to the home URL', async () => {
    const answer = await refused(['redirect-canonical'], message('/a?b=1'));
    assert.equal(firstHeader(answer.headers, 'Location'), 'http://shop.test:8105/a?b=1');
    await arrives(
      ['redirect-canonical'],
      message('/a', { scheme: 'http', headers: ['Host', 'shop.test:8105'] }),
    );
  });

  it('htpasswd challenges everybody without its own credentials', async () => {
    const answer = await refused(['htpasswd:realm=Staging'], message('/', { headers: authorization }));
    assert.equal(answer.status, 401);
    assert.equal(firstHeader(answer.headers, 'WWW-Authenticate'), 'Basic realm="Staging"');
    assert.match(text(answer), /<title>401 Unauthorized<\/title>/);
    const right = ['Authorization', `basic ${btoa('staging:staging')}`];
    await arrives(['htpasswd'], message('/', { headers: right }));
  });

  it('methods-blocked refuses verbs, firewall-override-header the header in their place', async () => {
    const put = await refused(['methods-blocked'], message('/', { method: 'PUT' }));
    assert.equal(put.status, 405);
    assert.equal(firstHeader(put.headers, 'Allow'), 'GET,HEAD,POST,OPTIONS');
    await arrives(['methods-blocked'], message('/?_method=PUT', { method: 'POST' }));
    const override = ['X-HTTP-Method-Override', 'PUT'];
    assert.equal(
      (await refused(['firewall-override-header'], message('/', { headers: override }))).status,
      403,
    );
  });

  it('firewalls look at what they dislike and at nothing else', async () => {
    const bad: readonly [string, Message, Message][] = [
      ['firewall', message('/wp-json/wc/v3'), message('/wp-json/')],
      ['firewall-url-in-query', message('/?u=https%3A%2F%2Fa.test'), message('/?u=https')],
      [
        'wc-auth-blocked',
        message('/wc-auth/v1/authorize?c=https%3A%2F%2Fa'),
        message('/wc-auth/v1/authorize'),
      ],
      ['firewall-missing-accept', message('/'), message('/', { headers: ['accept', '*/*'] })],
      ['firewall-empty-parameter', message('/?a=1&b='), message('/?a=1&b=2')],
      ['user-agent-filter', message('/'), message('/', { headers: ['User-Agent', 'Mozilla/5.0'] })],
      [
        'user-agent-filter',
        message('/', { headers: ['User-Agent', 'Python-Requests/2.0'] }),
        message('/', { headers: ['User-Agent', 'Shop sync 1.0'] }),
      ],
      [
        'preflight-refused',
        message('/', { method: 'OPTIONS', headers: ['Origin', 'https://a'] }),
        message('/'),
      ],
      ['rest-path-404', message('/wp-json/wc/v3/products'), message('/wp-json/')],
      ['no-rewrite', message('/wp-json/'), message('/?rest_route=/')],
      ['no-rewrite', message('/wc-auth/v1/authorize'), message('/wp-login.php')],
      ['html-200', message('/wp-json/'), message('/')],
      [
        'login-redirect',
        message('/wp-json/'),
        message('/', { headers: ['Cookie', 'wordpress_logged_in_1=a'] }),
      ],
    ];
    for (const [fault, stopped, passing] of bad) {
      await refused([fault], stopped);
      await arrives([fault], passing);
    }
  });

  it('Apache’s page is the web server’s own, with its field Server', async () => {
    const put = message('/wp-json/wc/v3/products', { method: 'PUT' });
    const { headers, html } = await page('methods-blocked', put);
    const own = methodNotAllowed('PUT', 'GET,HEAD,POST,OPTIONS');
    assert.equal(html, text(own));
    assert.deepEqual(headers, ['Server', 'Apache', ...own.headers]);
    assert.equal((await page('rest-path-404')).html, text(notFound));
    assert.match((await page('firewall:status=455')).html, /<h1>Security Incident Detected<\/h1>/);
    assert.match((await page('ip-blocked:status=503')).html, /<title>503 Service Unavailable</);
    assert.match((await page('bad-gateway:status=503')).html, /<title>503 Service Temporarily Unavailable</);
  });

  it('Cloudflare’s pages are these, to the byte', async () => {
    assert.equal(
      (await page('cloudflare-block')).html,
      '<!DOCTYPE html><html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1><p>You are unable to access this site. Error code: 1020</p></body></html>',
    );
    assert.equal(
      (await page('cloudflare-challenge')).html,
      '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="robots" content="noindex,nofollow"></head><body><noscript><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></noscript></body></html>',
    );
  });

  it('every page is a document of HTML alone', async () => {
    const asked = [
      message('/wp-json/wc/v3/products?a=&b=https%3A%2F%2Fa.test', { method: 'PUT' }),
      message('/wp-json/wc/v3/products', { scheme: 'http' }),
    ];
    const pages = new Map<string, string>();
    for (const { id } of faults)
      for (const one of asked) {
        const answer = await hosting([id])(one);
        if (/^text\/html/.test(firstHeader(answer.headers, 'Content-Type') ?? ''))
          pages.set(id, text(answer));
      }
    assert.ok(pages.size > 15, [...pages.keys()].join(' '));
    for (const [id, html] of pages) {
      if (html === '') continue;
      assert.match(html, /^(<!DOCTYPE html\b[^>]*>\s*)?<html[ >].*<\/html>\s*$/is, id);
      // An element of HTML has no capital inside its name, and neither has a media type.
      assert.doesNotMatch(html, /<\/?[a-z]+[A-Z]|text\/(?!html\b)/, id);
    }
  });

  it('tells itself by the signs that the real ones show', async () => {
    const cloudflare = await page('cloudflare-challenge');
    assert.equal(cloudflare.status, 403);
    assert.equal(firstHeader(cloudflare.headers, 'cf-mitigated'), 'challenge');
    assert.match(cloudflare.html, /Just a moment/);
    const block = await page('cloudflare-block');
    assert.equal(firstHeader(block.headers, 'cf-mitigated'), undefined);
    const siteground = await page('siteground-captcha', message('/wp-json/wc?a=1'));
    assert.equal(siteground.status, 202);
    assert.equal(firstHeader(siteground.headers, 'SG-Captcha'), 'challenge');
    assert.match(siteground.html, /sgcaptcha\/\?r=%2Fwp-json%2Fwc%3Fa%3D1/);
    const imunify = await page('imunify360');
    assert.equal(imunify.status, 200);
    assert.deepEqual(Object.keys(JSON.parse(imunify.html)), ['message']);
    assert.equal((await page('firewall:status=455')).status, 455);
  });
});

describe('what is done to answers', () => {
  it('dirty-body prints in front of the JSON', async () => {
    const body = async (kind: string) => text(await hosting([`dirty-body:kind=${kind}`])(message('/')));
    assert.equal(await body('bom'), '\xEF\xBB\xBF{"count":1}');
    assert.match(await body('notice'), /^<br \/>\n<b>Notice<\/b>.*\n\{"count":1\}$/);
  });

  it('connection-reset and body-cut leave the breaking to whoever sends', async () => {
    assert.deepEqual((await refused(['connection-reset'], message('/'))).breakage, { at: 'start' });
    assert.deepEqual((await hosting(['body-cut:bytes=3'])(message('/'))).breakage, { at: 'body', bytes: 3 });
  });

  it('preflight-refused:mode=stripped takes the CORS headers off', async () => {
    const { handler } = fakeStore({
      headers: ['Access-Control-Allow-Origin', '*', 'Allow', 'GET', 'access-control-allow-methods', 'GET'],
    });
    const answer = await hosting(['preflight-refused:mode=stripped'], { handler })(message('/'));
    assert.deepEqual(answer.headers, ['Allow', 'GET']);
  });

  it('slow waits', async () => {
    const clock = { now: 0 };
    await hosting(['slow:seconds=7'], { clock })(message('/'));
    assert.equal(clock.now, 7);
  });

  it('woocommerce-inactive takes the namespaces out of the index', async () => {
    const { seen, handler } = fakeStore({
      body: new TextEncoder().encode(
        JSON.stringify({
          namespaces: ['wp/v2', 'wc/v3', 'wc-analytics'],
          routes: { '/': 1, '/wc/v3': 2, '/wp/v2': 3 },
        }),
      ),
    });
    const store = hosting(['woocommerce-inactive'], { handler });
    assert.deepEqual(JSON.parse(text(await store(message('/wp-json/')))), {
      namespaces: ['wp/v2'],
      routes: { '/': 1, '/wp/v2': 3 },
    });
    await store(message('/shop/wp-json/wc/v3/orders?a=1'));
    await store(message('/?rest_route=/wc/v3/orders'));
    assert.deepEqual(
      seen.slice(1).map(asked => asked.target),
      ['/shop/wp-json/no-such-plugin/v3/orders?a=1', '/?rest_route=/no-such-plugin/v3/orders'],
    );
  });
});

describe('what remembers', () => {
  it('cache gives the first answer again until its time is up', async () => {
    const clock = { now: 1000 };
    const store = hosting(['cache:seconds=60'], { clock });
    const get = async (target: string) => {
      const answer = await store(message(target));
      return [text(answer), firstHeader(answer.headers, 'X-Cache'), firstHeader(answer.headers, 'Age')];
    };
    assert.deepEqual(await get('/a?b=1'), ['{"count":1}', 'MISS', undefined]);
    clock.now += 5;
    assert.deepEqual(await get('/a?b=2'), ['{"count":1}', 'HIT', '5']);
    assert.deepEqual(await get('/other'), ['{"count":2}', 'MISS', undefined]);
    clock.now += 60;
    assert.deepEqual(await get('/a'), ['{"count":3}', 'MISS', undefined]);
  });

  it('cache can mind the query, and keep some answers only', async () => {
    const byUrl = hosting(['cache:key=url']);
    await byUrl(message('/a?b=1'));
    assert.equal(text(await byUrl(message('/a?b=2'))), '{"count":2}');
    const only401 = hosting(['cache:statuses=401']);
    await only401(message('/a'));
    assert.equal(text(await only401(message('/a'))), '{"count":2}');
  });

  it('rate-limit says when to come again', async () => {
    const clock = { now: 1000 };
    const store = hosting(['rate-limit:requests=2,seconds=10'], { clock });
    await store(message('/'));
    clock.now += 4;
    assert.equal((await store(message('/'))).status, 200);
    const answer = await store(message('/'));
    assert.equal(answer.status, 429);
    assert.equal(firstHeader(answer.headers, 'Retry-After'), '6');
    clock.now += 6;
    assert.equal((await store(message('/'))).status, 200);
  });
});

describe('several at once', () => {
  it('stand in the order that a request passes, whatever order they are given in', async () => {
    // The firewall sees the query before the web server drops it.
    const asked = message('/?u=https%3A%2F%2Fa.test');
    for (const order of [
      ['query-dropped', 'firewall-url-in-query'],
      ['firewall-url-in-query', 'query-dropped'],
    ]) {
      assert.equal((await refused(order, asked)).status, 403);
    }
  });

  it('both show where the first does not hide the second', async () => {
    const store = hosting(['dirty-body', 'cache', 'strip-authorization']);
    assert.equal(text(await store(message('/', { headers: authorization }))), '\xEF\xBB\xBF{"count":1}');
    const second = await store(message('/', { headers: authorization }));
    assert.equal(firstHeader(second.headers, 'X-Cache'), 'HIT');
  });

  it('concern a path, or a share of requests that a seed makes the same every time', async () => {
    const onPath = hosting(['firewall:path=/wp-json/wc/v3/orders']);
    assert.equal((await onPath(message('/wp-json/wc/v3/orders/1'))).status, 403);
    assert.equal((await onPath(message('/wp-json/wc/v3/products'))).status, 200);

    const run = async (seed: number) => {
      const store = hosting([`ip-blocked:share=0.3,seed=${seed}`]);
      const statuses: number[] = [];
      for (let i = 0; i < 1000; i++) statuses.push((await store(message('/'))).status);
      return statuses;
    };
    const first = await run(7);
    assert.deepEqual(await run(7), first);
    assert.notDeepEqual(await run(8), first);
    const blocked = first.filter(status => status === 403).length;
    assert.ok(blocked > 240 && blocked < 360, `${blocked} of 1000`);
  });

  it('tells which fault has answered in the place of the store', async () => {
    const told: string[] = [];
    const store = applyFaults(
      fakeStore().handler,
      ['slow:seconds=0', 'strip-authorization', 'firewall', 'cache'].map(parseFault),
      {
        now: () => 0,
        random: () => 0,
        onRefusal: (fault, asked) => told.push(`${fault.id} ${asked.target}`),
      },
    );
    for (const target of ['/', '/', '/wp-json/wc/v3']) await store(message(target));
    assert.deepEqual(told, ['cache /', 'firewall /wp-json/wc/v3']);
  });

  it('takes no request for refused because others are on their way, and hands it on as it was', async () => {
    const told: string[] = [];
    const { seen, handler } = fakeStore();
    const goesOn = Promise.withResolvers<void>();
    const store = applyFaults(handler, ['slow', 'firewall', 'rate-limit:requests=2'].map(parseFault), {
      now: () => 0,
      random: () => 0,
      wait: () => goesOn.promise,
      onRefusal: (fault, asked) => told.push(`${fault.id} ${asked.target}`),
    });
    const answers = ['/a', '/wp-json/wc/v3', '/b', '/c'].map(target => store(message(target)));
    goesOn.resolve();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual(statuses, [200, 403, 200, 429]);
    assert.deepEqual(told.toSorted(), ['firewall /wp-json/wc/v3', 'rate-limit /c']);
    assert.deepEqual(seen, [message('/a'), message('/b')]);
  });

  it('with none the store itself answers', () => {
    const { handler } = fakeStore();
    assert.equal(hosting([], { handler }), handler);
  });
});

it('the listener learns which certificate to serve', () => {
  assert.equal(certificateFault([parseFault('slow'), parseFault('tls-wrong-host')]), 'wrong host');
  assert.equal(certificateFault([parseFault('slow')]), undefined);
});
