/** Code and settings of clients, as people paste them beside an answer: what is sent, and what comes of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAccepted } from '../../src/explain/verdict.ts';
import { explainText } from '../../src/index.ts';
import { key, secret } from './sent.ts';

const cannotView =
  '{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}';
const invalidSignature =
  '{"code":"woocommerce_rest_authentication_error","message":"Invalid signature - provided signature does not match.","data":{"status":401}}';
const products = '://shop.example/wp-json/wc/v3/products';

/** The code, and the cause that is told of it; undefined where it is right. */
const snippets: readonly (readonly [name: string, code: string, cause: string | undefined])[] = [
  [
    'axios, keys as headers',
    `axios.get('https${products}', { headers: { consumer_key: '${key}', consumer_secret: '${secret}' } })`,
    'credentials-in-own-header',
  ],
  [
    'axios, options in the place of the body',
    `axios.post('https${products}', { auth: { username: '${key}', password: '${secret}' } })`,
    'client-options-as-body',
  ],
  [
    'axios, a token',
    `axios.get("https${products}", { headers: { Authorization: \`Bearer \${token}\` } })`,
    'bearer-token',
  ],
  [
    'fetch, made by btoa()',
    `fetch('https${products}', { headers: { Authorization: 'Basic ' + btoa('${key}:${secret}') } })\n${cannotView}`,
    'nobody',
  ],
  [
    'requests, keys in the body',
    `requests.get("https${products}", json={"consumer_key": "${key}", "consumer_secret": "${secret}"})`,
    'credentials-in-body',
  ],
  ['requests over http', `requests.get('http${products}', auth=('${key}', '${secret}'))`, 'keys-over-http'],
  [
    'PHP’s curl over http',
    `curl_setopt($ch, CURLOPT_URL, 'http${products}');\ncurl_setopt($ch, CURLOPT_USERPWD, '${key}' . ':' . '${secret}');`,
    'keys-over-http',
  ],
  [
    'Go, swapped',
    `http.NewRequest("GET", "https${products}", nil)\nreq.SetBasicAuth("${secret}", "${key}")`,
    'key-and-secret-swapped',
  ],
  [
    'WordPress, without Basic',
    `wp_remote_get( 'https${products}', array( 'headers' => array( 'Authorization' => base64_encode( '${key}:${secret}' ) ) ) )`,
    'basic-scheme-missing',
  ],
  [
    'a log of n8n',
    `"auth": { "user": "${key}", "pass": "**hidden**" }, "uri": "https${products}"`,
    undefined,
  ],
  [
    'settings with the API’s path',
    `new WooCommerceRestApi({ url: "https://shop.example/wp-json/wc/v3", consumerKey: "${key}", consumerSecret: "${secret}" })`,
    'api-path-twice',
  ],
  [
    'settings over https',
    `API(url="https://shop.example", consumer_key="${key}", consumer_secret="${secret}", version="wc/v3")`,
    undefined,
  ],
  [
    'settings over http, which the client signs',
    `$woocommerce = new Client('http://localhost/shop', '${key}', '${secret}', ['version' => 'wc/v3']);`,
    undefined,
  ],
  [
    'an error that names the URL alone',
    `401 Client Error: Unauthorized for url: https${products}`,
    'unauthorized',
  ],
  [
    'echo before base64',
    `AUTH=$(echo "${key}:${secret}" | base64)\ncurl -H "Authorization: Basic $AUTH" https${products}`,
    'white-space-in-secret',
  ],
  [
    'wget, which waits for a challenge',
    `wget --user=${key} --password=${secret} https${products}`,
    'wget-waits-for-challenge',
  ],
  [
    'Angular, header fields that are thrown away',
    `const headers = new HttpHeaders();\nheaders.append('Authorization', 'Basic ' + btoa('${key}:${secret}'));\nthis.http.get('https${products}', { headers });`,
    'headers-thrown-away',
  ],
  ['HTTPie over http', `http -a ${key}:${secret} http${products}`, 'keys-over-http'],
  [
    'Swift, a value in a variable',
    `let login = "${key}:${secret}"\nURLRequest(url: URL(string: "http${products}")!).setValue("Basic \\(encoded)", forHTTPHeaderField: "Authorization")`,
    'keys-over-http',
  ],
  [
    'a log of IIS',
    `2026-10-14 09:12:44 10.0.0.4 GET /wp-json/wc/v3/orders consumer_key=${key}&consumer_secret=${secret} 80 - 203.0.113.7 app/2 - 401 0 0 12`,
    'keys-over-http',
  ],
  ['a translated message alone', 'La clé client est invalide. (401)', 'unknown-key'],
  [
    'oauth-1.0a with a token',
    `const token = { key: '370773112-GmHxM', secret: 'Lswwdo' };\nfetch(url, { headers: oauth.toHeader(oauth.authorize({ url: 'http${products}', method: 'GET' }, token)) });\nconst oauth = OAuth({ consumer: { key: '${key}', secret: '${secret}' } });\n${invalidSignature}`,
    'signed-with-token',
  ],
  [
    'oauth-1.0a without one',
    `const oauth = OAuth({ consumer: { key: '${key}', secret: '${secret}' } });\noauth.authorize({ url: 'http${products}', method: 'GET' });`,
    undefined,
  ],
  [
    'requests_oauthlib with a token',
    `requests.get('http${products}', auth=OAuth1('${key}', '${secret}', ACCESS_TOKEN, ACCESS_SECRET))\n${invalidSignature}`,
    'signed-with-token',
  ],
  [
    'requests_oauthlib, no token',
    `requests.get('http${products}', auth=OAuth1('${key}', client_secret='${secret}'))`,
    undefined,
  ],
  [
    'Guzzle’s subscriber with a token',
    `new Oauth1(['consumer_key' => '${key}', 'consumer_secret' => '${secret}', 'token' => 'abc', 'token_secret' => 'def']);\n$client->get('http${products}');`,
    'signed-with-token',
  ],
  [
    'Guzzle’s subscriber, its token empty',
    `new Oauth1(['consumer_key' => '${key}', 'consumer_secret' => '${secret}', 'token' => '', 'token_secret' => '']);\n$client->get('http${products}');`,
    undefined,
  ],
  [
    'Go, dghubble/oauth1 with a token',
    `config := oauth1.NewConfig("${key}", "${secret}")\ntoken := oauth1.NewToken("abc", "def")\nconfig.Client(ctx, token).Get("http${products}")`,
    'signed-with-token',
  ],
  [
    'Go, oauth1 with an empty token',
    `config := oauth1.NewConfig("${key}", "${secret}")\ntoken := oauth1.NewToken("", "")\nconfig.Client(ctx, token).Get("http${products}")`,
    undefined,
  ],
  [
    'Go, a client for WooCommerce whose pair is swapped',
    `client := woocommerce.NewClient("https://shop.example", "${secret}", "${key}")\n${cannotView}`,
    'key-and-secret-swapped',
  ],
  [
    'settings whose names are swapped',
    `WooCommerceRestApi({ url: 'https://shop.example', consumerKey: '${secret}', consumerSecret: '${key}' })`,
    'key-and-secret-swapped',
  ],
  [
    'a script of the page, without a nonce',
    `fetch('/wp-json/wc/v3/orders', { credentials: 'same-origin' }).then(r => r.json())\n${cannotView}`,
    'cookie-without-nonce',
  ],
  [
    'jQuery in a page, without a nonce',
    `jQuery.ajax({ url: wpApiSettings.root + 'wc/v3/orders', method: 'GET' })\n${cannotView}`,
    'cookie-without-nonce',
  ],
  [
    'no secret in the command, and an answer that speaks of a wrong one',
    `curl -u ${key}: https${products}\n{"code":"woocommerce_rest_authentication_error","message":"Consumer secret is invalid.","data":{"status":401}}`,
    'basic-secret-missing',
  ],
  ['variables of a shell', `curl -u "$WC_KEY:$WC_SECRET" https${products}`, undefined],
];

for (const [name, code, cause] of snippets)
  test(name, () => {
    const told = explainText(code, { consumerSecret: secret });
    assert.ok(told);
    assert.equal(told.cause?.id, cause, told.says);
    assert.equal(isAccepted(told), cause === undefined);
    // Nobody has signed here.
    assert.equal(told.steps, undefined);
  });

test('requests on their way: a variable that holds nothing, keys in the path, the page that grants keys', () => {
  const causeOf = (text: string): string | undefined => explainText(text)?.cause?.id;
  const nothing = Buffer.from('undefined:undefined').toString('base64');
  assert.equal(
    causeOf(`curl -H "Authorization: Basic ${nothing}" https${products}`),
    'variables-not-filled-in',
  );
  assert.equal(
    causeOf(`https${products}/consumer_key=${key}&consumer_secret=${secret}`),
    'question-mark-missing',
  );
  assert.equal(
    causeOf('https://shop.example/wc-auth/v1/authorize?app_name=App&scope=read'),
    'authorize-page',
  );
});

test('OPTIONS in a log that was refused: somebody refuses preflights', () => {
  const line = `203.0.113.7 - - [14/Oct/2026:09:12:44 +0200] "OPTIONS /wp-json/wc/v3/orders HTTP/2.0" 401 97`;
  const told = explainText(line, { home: 'https://shop.example' });
  assert.equal(told?.verdict, 'preflight');
  assert.equal(told && isAccepted(told), false);
  assert.match(told?.says ?? '', /refuses OPTIONS/);
});
