/** What people hold who come with a 401, as public reports show it: what is said of it, and what must not be. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isAccepted } from '../../src/explain/verdict.ts';
import { type ExplainOptions, explainText } from '../../src/index.ts';
import { key, raw, secret, sentAt, signedUrl } from './sent.ts';

interface Report {
  readonly name: string;
  readonly input: string;
  /** The id of the cause, or of the mistake in the signature. */
  readonly cause?: string;
  readonly says?: RegExp;
  readonly fix?: RegExp;
  readonly not?: RegExp;
  readonly notes?: readonly string[];
  readonly isAccepted?: boolean;
  readonly options?: ExplainOptions;
}

const https = 'https://shop.test:8443';
const http = 'http://shop.test:8105';
const orders = `${https}/wp-json/wc/v3/orders`;
const pair = Buffer.from(`${key}:${secret}`).toString('base64');
const basic = (field: string): string =>
  raw('GET', orders, ['Host: shop.test:8443', `Authorization: ${field}`]);
const target = (url: string): string => url.slice(http.length);
const redirected = signedUrl(`${http}/wp-json/wc/v3/products`);
const preflight = target(signedUrl(`${http}/wp-json/wc/v2/products/batch`, { method: 'POST' }));
const wrongSecret = /signature|another consumer secret/i;

const reports: readonly Report[] = [
  {
    name: 'the legacy API below index.php, signed with it',
    input: signedUrl('http://localhost/index.php/wc-api/v3/products'),
    cause: 'index-php-in-base-uri',
    fix: /without \/index\.php/,
  },
  {
    name: 'the old path with the new namespace',
    input: signedUrl('http://shop.test/wc-api/wc/v3/products', {
      signUrl: 'http://shop.test/wc-api/v3/products',
    }),
    cause: 'legacy-path-with-new-namespace',
    says: /no route.*400/,
    fix: /wp-json\/wc\/v3\/products/,
    not: /another consumer secret/,
  },
  {
    name: 'the scheme twice, signed',
    input: signedUrl('http://_http://www.shop.test/wc-api/v2/products'),
    cause: 'scheme-twice',
    not: /another consumer secret/,
  },
  { name: 'the scheme twice', input: `https://${orders}?consumer_key=${key}`, cause: 'scheme-twice' },
  { name: 'the scheme without its colon', input: orders.replace('https:', 'https'), cause: 'scheme-twice' },
  {
    name: 'curl -vL: signed for http and sent on to https',
    input: [
      '* Connected to shop.test (127.0.0.1) port 8105 (#0)',
      `> GET ${target(redirected)} HTTP/1.1`,
      '> Host: shop.test:8105',
      '> ',
      '< HTTP/1.1 301 Moved Permanently',
      `< Location: ${https}${target(redirected)}`,
      '< ',
      '* SSL connection using TLSv1.3',
      `> GET ${target(redirected)} HTTP/1.1`,
      '> Host: shop.test:8443',
      '> ',
      '< HTTP/1.1 401 Unauthorized',
      '< Content-Type: application/json; charset=UTF-8',
      '< ',
      '{"code":"woocommerce_rest_authentication_error","message":"Invalid signature - provided signature does not match.","data":{"status":401}}',
    ].join('\n'),
    cause: 'signed-and-redirected',
    says: /signed for http:.*redirect \(301\).*https:/,
    not: /body/i,
  },
  {
    name: 'curl -vL: the header is lost at another host',
    input: [
      '> GET /wp-json/wc/v3/orders HTTP/1.1',
      '> Host: shop.test',
      `> Authorization: Basic ${pair}`,
      '> ',
      '< HTTP/1.1 301 Moved Permanently',
      '< Location: https://www.shop.test/wp-json/wc/v3/orders',
      '< ',
      '> GET /wp-json/wc/v3/orders HTTP/1.1',
      '> Host: www.shop.test',
      '> ',
      '< HTTP/1.1 401 Unauthorized',
      '< ',
      '{"code":"woocommerce_rest_cannot_view","message":"…","data":{"status":401}}',
    ].join('\n'),
    cause: 'credentials-lost-in-redirect',
  },
  {
    name: 'a preflight of a signed URL',
    input: raw('OPTIONS', preflight, [
      'Host: shop.test:8105',
      'Origin: http://app.test',
      'Access-Control-Request-Method: POST',
    ]),
    cause: 'preflight',
    says: /preflight.*401/,
    fix: /browser/,
    not: /Sign the method/,
  },
  {
    name: 'a preflight that is answered',
    input: raw('OPTIONS', '/wp-json/wc/v3/orders', ['Host: shop.test', 'Origin: http://app.test']),
    cause: 'preflight',
    isAccepted: true,
  },
  {
    name: 'JSON labelled as a form, POST',
    input: raw(
      'POST',
      target(signedUrl(`${http}/wp-json/wc/v3/products`, { method: 'POST' })),
      ['Host: shop.test:8105', 'Content-Type: application/x-www-form-urlencoded'],
      '{"name":"Blue mug","regular_price":"9"}',
    ),
    cause: 'json-labelled-as-form',
    fix: /application\/json/,
  },
  {
    name: 'JSON labelled as a form, PUT: right, and nothing is changed',
    input: raw(
      'PUT',
      target(signedUrl(`${http}/wp-json/wc/v3/products/12`, { method: 'PUT' })),
      ['Host: shop.test:8105', 'Content-Type: application/x-www-form-urlencoded'],
      '{"name":"Blue mug"}',
    ),
    isAccepted: true,
    notes: ['json-labelled-as-form'],
  },
  {
    name: 'names of two schemes',
    input: `${http}/wp-json/wc/v2/products/?oauth_consumer_key=${key}&consumer_secret=${secret}`,
    cause: 'names-of-two-schemes',
    fix: /consumer_key=.*consumer_secret=/,
  },
  {
    name: 'a URL without quotes, which the shell cuts',
    input: `curl ${https}/wp-json/wc/v1/orders?consumer_key=${key}&consumer_secret=${secret}`,
    cause: 'url-cut-by-shell',
    fix: /quotes/,
  },
  {
    name: 'what arrives of it',
    input: raw('GET', `/wp-json/wc/v1/orders?consumer_key=${key}`, ['Host: shop.test:8443']),
    cause: 'consumer-secret-missing',
    says: /without consumer_secret/,
    not: /over plain HTTP/,
  },
  {
    name: 'Basic over plain HTTP',
    input: `curl -u ${key}:${secret} "http://127.0.0.1/wp-json/wc/v3/orders"`,
    cause: 'keys-over-http',
    not: wrongSecret,
  },
  {
    name: 'Basic with a line end in the secret',
    input: basic(`Basic ${Buffer.from(`${key}:${secret}\n`).toString('base64')}`),
    cause: 'white-space-in-secret',
    says: /line end/,
    not: wrongSecret,
  },
  {
    name: 'Basic wrapped after 76 characters',
    input: basic(`Basic ${pair.slice(0, 76)}\n${pair.slice(76)}`),
    cause: 'basic-cut',
    says: /76 characters/,
  },
  { name: 'Basic not encoded', input: basic(`Basic ${key}:${secret}`), cause: 'basic-not-encoded' },
  { name: 'Basic swapped', input: `curl -u ${secret}:${key} ${orders}`, cause: 'key-and-secret-swapped' },
  { name: 'Basic with a log-in', input: `curl -u admin:adminpass ${orders}`, cause: 'log-in-for-key' },
  {
    name: 'Basic that is right',
    input: `curl -u ${key}:${secret} ${orders}`,
    isAccepted: true,
    not: wrongSecret,
  },
  {
    name: 'Basic that is right, the secret not given',
    input: `curl -u ${key}:${secret} ${orders}`,
    isAccepted: true,
    options: {},
  },
  {
    name: 'keys in the URL’s authority',
    input: orders.replace('://', `://${key}:${secret}@`),
    isAccepted: true,
  },
  { name: 'a token', input: basic('Bearer eyJhbGciOi'), cause: 'bearer-token' },
  { name: 'no word for the scheme', input: basic(pair), cause: 'basic-scheme-missing' },
  {
    name: 'customer_key',
    input: `${orders}?customer_key=${key}&customer_secret=${secret}`,
    cause: 'credentials-under-wrong-names',
  },
  {
    name: 'keys in header fields of their own',
    input: raw('GET', orders, [`consumer_key: ${key}`, `consumer_secret: ${secret}`]),
    cause: 'credentials-in-own-header',
  },
  {
    name: 'keys in the body',
    input: `curl -X POST ${orders} -H 'Content-Type: application/json' -d '{"consumer_key":"${key}","consumer_secret":"${secret}"}'`,
    cause: 'credentials-in-body',
  },
  {
    name: 'a second question mark',
    input: `${orders}?per_page=5?consumer_key=${key}&consumer_secret=${secret}`,
    cause: 'question-mark-twice',
  },
  {
    name: 'a route of WordPress',
    input: `curl -u ${key}:${secret} ${https}/wp-json/wp/v2/users/me`,
    cause: 'wordpress-namespace',
    fix: /application password/,
  },
  {
    name: 'a namespace of a plugin',
    input: signedUrl(`${http}/wp-json/vendorA/v1/things`),
    cause: 'namespace-of-its-own',
    fix: /wc-vendorA\/v1/,
  },
  { name: 'no credentials', input: `curl ${orders}`, cause: 'no-credentials', not: wrongSecret },
  { name: 'what is open to all', input: `curl ${https}/wp-json/`, isAccepted: true },
  {
    name: 'the emulator’s address',
    input: signedUrl('http://10.0.2.2:8080/wp-json/wc/v3/orders'),
    options: { consumerSecret: secret, home: 'http://localhost:8080' },
    cause: 'host-is-not-home',
    notes: ['development-address'],
  },
  {
    name: 'an answer in Persian',
    input:
      '{"code":"woocommerce_rest_cannot_view","message":"متاسفانه شما نمی توانید منابع را لیست کنید.","data":{"status":401}}',
    cause: 'nobody',
  },
  {
    name: '403 with the same code',
    input: '{"code":"woocommerce_rest_cannot_view","message":"Sorry…","data":{"status":403}}',
    cause: 'user-without-role',
    not: /stranger/,
  },
  {
    name: 'a challenge of Cloudflare',
    input: 'HTTP/1.1 403 Forbidden\ncf-mitigated: challenge\n\n<html>',
    cause: 'cloudflare-challenge',
  },
  {
    name: 'a plugin for tokens',
    input: '{"code":"jwt_auth_bad_auth_header","message":"…","data":{"status":403}}',
    cause: 'jwt-plugin',
  },
  {
    name: 'a request that is right, and its answer',
    input: `curl ${orders} -u ${key}:${secret}\n{"code":"woocommerce_rest_cannot_view","message":"…","data":{"status":401}}`,
    cause: 'nobody',
    says: /would be let in/,
  },
  {
    name: 'the same nonce twice in a log',
    input: [1, 2]
      .map(
        second =>
          `shop.test:80 127.0.0.1 - - [28/Nov/2026:16:23:2${second} +0000] "GET ${target(signedUrl(`${http}/wp-json/wc/v3/orders`))} HTTP/1.1" ${second === 1 ? 200 : 401} 96 "-" "curl/8"`,
      )
      .join('\n'),
    cause: 'nonce-used-twice',
  },
  {
    name: 'a page of another origin, and its URL',
    input: `Access to XMLHttpRequest at '${orders}' from origin 'http://localhost:3000' has been blocked by CORS policy`,
    cause: 'cors',
  },
  {
    name: 'the legacy API without credentials',
    input: 'Error: oauth_consumer_key parameter is missing [woocommerce_api_authentication_error]',
    cause: 'legacy-credentials-missing',
  },
  {
    name: 'a home with an umlaut',
    input: `curl -u ${key}:${secret} https://müller.test/wp-json/wc/v3/orders`,
    options: { consumerSecret: secret, home: 'https://müller.test' },
    isAccepted: true,
  },
  {
    name: 'a certificate that is not trusted',
    input: 'cURL error 60: SSL certificate problem: unable to get local issuer certificate',
    cause: 'tls',
  },
];

for (const { name, input, options = { consumerSecret: secret, now: sentAt }, ...right } of reports)
  test(name, () => {
    const told = explainText(input, options);
    assert.ok(told, 'not understood');
    const mistakes = told.explained[0]?.mistakes ?? [];
    assert.equal(isAccepted(told), right.isAccepted ?? false, told.says);
    if (right.cause) assert.equal(told.cause?.id ?? mistakes[0]?.id, right.cause, told.says);
    if (right.says) assert.match(told.says, right.says);
    if (right.fix) assert.match(told.cause?.fix ?? mistakes.map(({ fix }) => fix).join(' '), right.fix);
    const all = [
      told.says,
      told.cause?.fix,
      told.likeliest,
      ...told.notes.flatMap(note => [note.says, note.fix]),
    ].join(' ');
    if (right.not) assert.doesNotMatch(all, right.not);
    for (const id of right.notes ?? [])
      assert.ok(
        told.notes.some(note => note.id === id),
        id,
      );
    // No steps of a signature that nobody made.
    if (!input.includes('oauth_')) assert.equal(told.steps, undefined);
  });

test('every cause of cannot_view is told with how to tell it', () => {
  const told = explainText('{"code":"woocommerce_rest_cannot_view","message":"…","data":{"status":401}}');
  assert.ok((told?.causes?.length ?? 0) >= 10);
  assert.match(told?.cause?.fix ?? '', /latchkey doctor/);
});

test('deliveries of webhooks: right, or which mistake', () => {
  const hook = 'whsec & more';
  const body = '{"id": 1, "url": "https://shop.test/a", "name": "é"}';
  const sign = (
    text: string,
    with_: string,
    how: 'base64' | 'hex' = 'base64',
    algorithm = 'sha256',
  ): string => createHmac(algorithm, with_).update(text).digest(how);
  const delivery = (signature: string): string =>
    raw('POST', '/hook', ['Host: app.test', `X-WC-Webhook-Signature: ${signature}`], body);
  const cases: readonly (readonly [string | undefined, string])[] = [
    [undefined, sign(body, hook)],
    ['webhook-consumer-secret', sign(body, secret)],
    ['webhook-body-rewritten', sign(JSON.stringify(JSON.parse(body)), hook)],
    ['webhook-secret-escaped', sign(body, 'whsec &amp; more')],
    ['webhook-hexadecimal', sign(body, hook, 'hex')],
    ['webhook-body-line-end', sign(`${body}\n`, hook)],
    ['webhook-other-algorithm', sign(body, hook, 'base64', 'sha1')],
    ['webhook-unexplained', sign(body, 'another')],
  ];
  for (const [cause, signature] of cases) {
    const told = explainText(delivery(signature), { webhookSecret: hook, consumerSecret: secret });
    assert.equal(told?.cause?.id, cause);
    assert.equal(told && isAccepted(told), cause === undefined);
  }
  const har = JSON.stringify({
    request: {
      method: 'POST',
      url: 'https://app.test/hook',
      headers: [{ name: 'X-WC-Webhook-Signature', value: sign(body, hook) }],
      postData: { mimeType: 'application/json', text: body },
    },
  });
  assert.equal(explainText(har, { webhookSecret: hook })?.verdict, 'right');
  // The secret as the store has it, and as it was given to the receiver.
  const secrets: readonly (readonly [string, string, string])[] = [
    ['a\\\\b', 'a\\b', 'webhook-secret-escaped'],
    [' padded ', 'padded', 'webhook-secret-white-space'],
    ['plain', '"plain"', 'webhook-secret-white-space'],
  ];
  for (const [theirs, given, cause] of secrets)
    assert.equal(explainText(delivery(sign(body, theirs)), { webhookSecret: given })?.cause?.id, cause);
  const latin1 = createHmac('sha256', Buffer.from('grün', 'latin1')).update(body).digest('base64');
  assert.equal(explainText(delivery(latin1), { webhookSecret: 'grün' })?.cause?.id, 'webhook-secret-escaped');
  const ping = raw(
    'POST',
    '/hook',
    [
      'User-Agent: WooCommerce/10.5.0 Hookshot (WordPress/6.9.1)',
      'Content-Type: application/x-www-form-urlencoded',
    ],
    'webhook_id=1',
  );
  assert.equal(explainText(ping, { webhookSecret: hook })?.cause?.id, 'webhook-ping');
  const mixedUp = explainText(delivery(sign(body, hook)), { consumerSecret: secret });
  assert.equal(mixedUp?.cause?.id, 'webhook-consumer-secret');
});

test('the code of a receiver shows which signature it makes', () => {
  const code: readonly (readonly [string, string])[] = [
    [
      "const sent = req.headers['x-wc-webhook-signature'];\nconst made = crypto.createHmac('sha256', key).update(JSON.stringify(req.body)).digest('base64');",
      'webhook-body-rewritten',
    ],
    [
      "app.use(bodyParser.json());\nreq.header('x-wc-webhook-signature');\nCryptoJS.HmacSHA256(req.body, secret)",
      'webhook-body-rewritten',
    ],
    [
      "$_SERVER['HTTP_X_WC_WEBHOOK_SIGNATURE'];\n$made = base64_encode(hash_hmac('sha256', file_get_contents('php://input'), $secret));",
      'webhook-hexadecimal',
    ],
    [
      "request.headers['X-WC-Webhook-Signature']\nhmac.new(secret, request.get_data(), hashlib.sha1).digest()",
      'webhook-other-algorithm',
    ],
    [
      "request.headers['X-WC-Webhook-Signature']\nhmac.new(secret, request.get_data(), hashlib.sha256).hexdigest()",
      'webhook-hexadecimal',
    ],
  ];
  for (const [text, cause] of code) assert.equal(explainText(text)?.cause?.id, cause, text);
  const right =
    "app.use(express.raw({ type: 'application/json' }));\nreq.header('x-wc-webhook-signature');\ncrypto.createHmac('sha256', secret).update(req.body).digest('base64')";
  assert.equal(explainText(right), undefined);
});

test('what is no home URL, no text, or too long is an error in a sentence', () => {
  const request = `curl -u ${key}:${secret} ${orders}`;
  assert.throws(() => explainText(request, { home: 'shop.test' }), /home "shop\.test": expected/);
  assert.throws(
    () => explainText(request, { home: 8 as unknown as string }),
    /expected the store's home URL/,
  );
  assert.throws(
    () => explainText(request, { consumerSecret: 8 as unknown as string }),
    /consumerSecret: expected a text/,
  );
  assert.throws(() => explainText('x'.repeat(8_000_001)), /at most 1 million/);
  assert.equal(explainText('hello world'), undefined);
});

test('what a store hands out is no error, though it names codes', () => {
  const har = (status: number, body: unknown) =>
    JSON.stringify({
      request: {
        method: 'GET',
        url: 'https://shop.test/wp-json/wc/v3/orders',
        headers: [{ name: 'Authorization', value: `Basic ${btoa(`${key}:${secret}`)}` }],
      },
      response: { status, headers: [], content: { text: JSON.stringify(body) } },
    });
  const order = { id: 1, order_key: 'wc_order_Wa593M3fzVQ5z', coupon_lines: [{ code: 'summer' }] };
  for (const body of [[order], order, { id: 2, code: 'summer' }])
    assert.equal(explainText(har(200, body), { consumerSecret: secret })?.verdict, 'right');
  const refused = { code: 'rest_cannot_access', message: 'Only authenticated users.', data: { status: 401 } };
  // Some plugins refuse with a status of success.
  for (const status of [200, 401])
    assert.equal(explainText(har(status, refused), { consumerSecret: secret })?.cause?.id, 'rest-restricted');
});
