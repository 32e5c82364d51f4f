/** What is read without asking anybody: Link fields, home URLs, pages. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBody } from '../../src/site/body.ts';
import { isEnglish, languageOf } from '../../src/site/language.ts';
import { restLink } from '../../src/site/link-header.ts';
import { isSameOrigin, isWithinOrigin } from '../../src/site/origin.ts';
import { siteOfRoot } from '../../src/site/rest-root.ts';
import { readGivenUrl, readHome } from '../../src/site/site-url.ts';
import { versionsOf } from '../../src/site/versions.ts';

describe('the Link field', () => {
  const page = 'https://shop.example/en/';
  for (const [header, wanted] of [
    ['<https://shop.example/wp-json/>; rel="https://api.w.org/"', 'https://shop.example/wp-json/'],
    [
      '<https://shop.example/?p=1>; rel=shortlink, <https://shop.example/api/>; rel="https://api.w.org/"',
      'https://shop.example/api/',
    ],
    ['<https://a.example/x>; title="a, <b>; c"; rel="x https://api.w.org/"', 'https://a.example/x'],
    ['</wp-json/> ; rel=https://api.w.org/', 'https://shop.example/wp-json/'],
    [
      '<https://shop.example/index.php?rest_route=/>; rel="https://api.w.org/"',
      'https://shop.example/index.php?rest_route=/',
    ],
    ['<https://shop.example/wp-json/>; rel="alternate"', undefined],
    ['<javascript:alert(1)>; rel="https://api.w.org/"', undefined],
    // WordPress 6.9 with WP_HOME without a scheme.
    ['<>; rel="https://api.w.org/"', undefined],
    ['<http://[>; rel="https://api.w.org/"', undefined],
    [undefined, undefined],
  ] as const)
    it(String(header), () => assert.equal(restLink(header, page), wanted));

  it('is read in no time, whatever stands in it', () => {
    for (const part of ['<', '<x>;', '<x>; ;', ' ', '<x>; a="', ';'])
      assert.equal(restLink(`<x>${part.repeat(5_000)}`, page), undefined);
  });
});

describe('a URL that was given', () => {
  it('loses query, slashes and a path of the API', () => {
    assert.deepEqual(readGivenUrl('https://shop.example/store/wp-json/wc/v3/?a=b'), {
      asked: 'https://shop.example/store',
      apiPath: '/wp-json/wc/v3',
    });
    assert.deepEqual(readGivenUrl('https://shop.example//'), {
      asked: 'https://shop.example',
      apiPath: undefined,
    });
  });

  it('loses what stands in the browser of an administrator', () => {
    for (const [url, asked, apiPath] of [
      ['https://shop.example/wp-admin/', 'https://shop.example', '/wp-admin'],
      [
        'https://shop.example/wp-admin/admin.php?page=wc-settings&tab=advanced',
        'https://shop.example',
        '/wp-admin/admin.php',
      ],
      ['https://shop.example/store/wp-login.php', 'https://shop.example/store', '/wp-login.php'],
      ['https://shop.example/wc-auth/v1/authorize', 'https://shop.example', '/wc-auth/v1/authorize'],
      ['https://shop.example/index.php', 'https://shop.example', '/index.php'],
      // Its own path is the store's.
      ['https://shop.example/wp-json-shop', 'https://shop.example/wp-json-shop', undefined],
      ['https://shop.example/shop/', 'https://shop.example/shop', undefined],
    ] as const)
      assert.deepEqual(readGivenUrl(url), { asked, apiPath });
  });
});

describe('a home URL', () => {
  it('is one that a site can have', () => {
    assert.equal(readHome('https://shop.example/store/'), 'https://shop.example/store');
    for (const told of [
      'http://127.0.0.1:26401/a b',
      'http://127.0.0.1/\u0007',
      'http://127.0.0.1/\u009b',
      'javascript:alert(1)',
      'ftp://shop.example',
      'https://user:password@shop.example',
      'https://shop.example/?a=b',
      '//shop.example',
      'https://',
      '',
    ])
      assert.equal(readHome(told), undefined, JSON.stringify(told));
  });
});

describe('the site of a REST root', () => {
  for (const [root, home, wanted] of [
    ['https://shop.example/wp-json/', 'https://shop.example', 'https://shop.example'],
    ['https://shop.example/shop/wp-json/', 'https://shop.example/shop', 'https://shop.example/shop'],
    ['https://proxy.example/store/wp-json/', undefined, 'https://proxy.example/store'],
    ['https://shop.example/shop/api/v9/', 'https://shop.example/shop', 'https://shop.example/shop'],
    ['https://shop.example/shop/?rest_route=/', undefined, 'https://shop.example/shop'],
    ['https://shop.example/index.php?rest_route=/', undefined, 'https://shop.example'],
    ['https://shop.example/index.php/wp-json/', undefined, 'https://shop.example'],
    ['https://shop.example/', undefined, 'https://shop.example'],
    ['https://shop.example:8443/en/', undefined, 'https://shop.example:8443'],
  ] as const)
    it(root, () => assert.equal(siteOfRoot(root, home), wanted));
});

describe('origins', () => {
  it('are followed by https of the same host, and nowhere else', () => {
    assert.ok(isWithinOrigin('http://shop.example/', 'https://shop.example/x'));
    assert.ok(isWithinOrigin('http://127.0.0.1:8080/', 'https://127.0.0.1:8443/'));
    for (const [from, to] of [
      ['https://shop.example/', 'http://shop.example/'],
      ['http://shop.example/', 'http://www.shop.example/'],
      ['http://shop.example/', 'http://shop.example:8080/'],
      ['https://shop.example/', 'https://shop.example.evil/'],
      ['https://shop.example/', 'javascript:alert(1)'],
      ['data:x', 'data:x'],
    ] as const)
      assert.ok(!isWithinOrigin(from, to), `${from} ${to}`);
    assert.ok(isSameOrigin('https://shop.example', 'https://SHOP.example:443/x'));
  });
});

describe('a front page', () => {
  it('tells its language and, by its generators, versions', () => {
    assert.equal(languageOf('<!doctype html><html class="a" lang="de-DE"><head>'), 'de-DE');
    assert.equal(languageOf('<html><body lang="de">'), undefined);
    assert.ok(isEnglish('en-GB') && isEnglish('en') && !isEnglish('enm') && !isEnglish('de'));
    assert.deepEqual(
      versionsOf(
        '<meta name="generator" content="WordPress 6.9.1"><meta content="WooCommerce 10.5.0" name="generator">',
      ),
      { WordPress: '6.9.1', WooCommerce: '10.5.0' },
    );
    assert.deepEqual(versionsOf('<meta name="description" content="WordPress 6.9">'), {});
  });
});

describe('JSON behind what PHP printed', () => {
  const notice = '<br />\n<b>Notice</b>:  Undefined index: a[0] in <b>/x.php</b> on line <b>1</b><br />\n';
  const read = (body: string, type: string) =>
    readBody({
      status: 200,
      headers: [['Content-Type', type]],
      body: new TextEncoder().encode(body),
    });

  it('is found where the notice came before the header fields, so that the answer is text/html', () => {
    const { json, dirt, jsonAt } = read(`${notice}{"name":"Shop"}\n`, 'text/html; charset=UTF-8');
    assert.deepEqual(json, { name: 'Shop' });
    assert.equal(dirt, `${notice}\n`);
    assert.equal(jsonAt, notice.length);
  });

  for (const [name, body] of [
    ['a page that ends with braces', '<!DOCTYPE html><html><script>x = {"a":1}'],
    ['a script', 'function x() { return {"a":1} }'],
    ['empty brackets at the end of a text', 'Undefined offset in $_GET[]'],
    ['a page', `${notice}<!DOCTYPE html><html></html>`],
  ] as const)
    it(`is not seen in ${name}`, () => assert.equal(read(body, 'text/html').json, undefined));
});
