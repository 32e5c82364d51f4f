/** A request for each cause that is no mistake in a signature, as somebody has it in hand. Keys and secrets are nobody's. */

const key = 'ck_00112233445566778899aabbccddeeff00112233';
const secret = 'cs_ffeeddccbbaa99887766554433221100ffeeddcc';
const store = 'https://shop.test/wp-json/wc/v3/orders';
const pair = '-u ck_0011…:cs_ffee…'.replace('ck_0011…', key).replace('cs_ffee…', secret);
const query = `consumer_key=${key}&consumer_secret=${secret}`;
const field = (text: string): string => `curl ${store} -H 'Authorization: ${text}'`;
const basic = (text: string): string => field(`Basic ${btoa(text)}`);
const encoded = btoa(`${key}:${secret}`);

/** The consumer secret that the store has, for a cause that is seen by it alone. */
export const exampleSecrets: ReadonlyMap<string, string> = new Map([['wrong-secret', secret]]);

/** By the name of the cause. */
export const causeExamples: ReadonlyMap<string, string> = new Map([
  ['keys-over-http', `curl ${pair} ${store.replace('https', 'http')}`],
  ['url-cut-by-shell', `curl ${store}?${query}`],
  ['scheme-twice', `https://${store}?${query}`],
  ['placeholder-in-url', `curl ${pair} 'https://{{host}}/wp-json/wc/v3/orders'`],
  ['api-path-twice', `curl ${pair} ${store}/wp-json/wc/v3/orders`],
  ['question-mark-missing', `${store}/${query}`],
  ['question-mark-twice', `${store}?per_page=5?${query}`],
  ['ampersand-as-entity', `${store}?${query.replace('&', '&amp;')}`],
  ['url-too-long', `curl ${pair} '${store}?include=${'1234,'.repeat(2000)}'`],
  ['web-server-refuses', `curl ${pair} '${store}%2F12'`],
  ['legacy-path-with-new-namespace', `curl ${pair} https://shop.test/wc-api/wc/v3/orders`],
  ['legacy-path-of-no-version', `curl ${pair} https://shop.test/wc-api/orders`],
  ['authorize-page', 'https://shop.test/wc-auth/v1/authorize?app_name=App&scope=read'],
  ['not-the-api', `curl ${pair} https://shop.test/wc/v3/orders`],
  ['wordpress-namespace', `curl ${pair} https://shop.test/wp-json/wp/v2/users/me`],
  ['namespace-of-its-own', `curl ${pair} https://shop.test/wp-json/vendor/v1/things`],
  ['no-route', `curl ${pair} https://shop.test/wp-json/wc/v9/orders`],
  ['names-of-two-schemes', `${store}?oauth_consumer_key=${key}&consumer_secret=${secret}`],
  ['credentials-under-wrong-names', `${store}?customer_key=${key}&customer_secret=${secret}`],
  ['consumer-secret-missing', `${store}?consumer_key=${key}`],
  ['consumer-key-missing', `${store}?consumer_secret=${secret}`],
  ['credentials-in-body', `curl -X POST ${store} -d '${query}'`],
  ['credentials-in-own-header', `curl ${store} -H 'consumer_key: ${key}' -H 'consumer_secret: ${secret}'`],
  [
    'client-options-as-body',
    `axios.post('${store}', { auth: { username: '${key}', password: '${secret}' } })`,
  ],
  [
    'headers-thrown-away',
    `const headers = new HttpHeaders(); headers.append('Authorization', token);\nhttp.get('${store}', { headers })`,
  ],
  ['wget-waits-for-challenge', `wget --user=${key} --password=${secret} ${store}`],
  ['bearer-token', field('Bearer eyJhbGciOi')],
  ['digest', `curl --digest ${pair} ${store}`],
  ['basic-scheme-missing', field(encoded)],
  ['basic-not-encoded', field(`Basic ${key}:${secret}`)],
  ['basic-encoded-twice', field(`Basic ${btoa(encoded)}`)],
  ['basic-cut', field(`Basic ${encoded.slice(0, 76)}`)],
  ['basic-colon-missing', basic(key)],
  ['basic-secret-missing', basic(`${key}:`)],
  ['authorization-twice', `${basic(`${key}:${secret}`)} -H 'Authorization: Basic ${encoded}'`],
  ['variables-not-filled-in', basic('undefined:undefined')],
  ['key-and-secret-swapped', basic(`${secret}:${key}`)],
  ['secret-sent-as-key', basic(`${secret}:${secret}`)],
  ['key-sent-as-secret', basic(`${key}:${key}`)],
  ['key-with-name', basic(`consumer_key=${key}:${secret}`)],
  ['log-in-for-key', basic('admin:password')],
  ['white-space-in-secret', basic(`${key}:${secret}\n`)],
  ['quotes-around-secret', basic(`"${key}":"${secret}"`)],
  ['key-form', basic(`${key.slice(0, -3)}:${secret}`)],
  ['secret-form', basic(`${key}:${secret.slice(0, -3)}`)],
  ['wrong-secret', basic(`${key}:${secret.replace('ff', '00')}`)],
  ['store-api-nonce', 'curl -X POST https://shop.test/wp-json/wc/store/v1/cart/add-item'],
  ['cookie-nonce', `curl ${store} -H 'X-WP-Nonce: 0123456789'`],
  ['cookie-without-nonce', `curl ${store} -H 'Cookie: wordpress_logged_in_0=owner%7C1%7Cx'`],
  [
    'signed-with-token',
    `requests.get('${store.replace('https', 'http')}', auth=OAuth1('${key}', '${secret}', token, token_secret))`,
  ],
  ['callback-form', `curl ${pair} '${store}?_jsonp=a-b'`],
  [
    'preflight',
    `curl -X OPTIONS ${store} -H 'Origin: https://app.test' -H 'Access-Control-Request-Headers: x-app'`,
  ],
  ['no-credentials', `curl ${store}`],
  ['header-fields-too-large', `curl ${store} -H 'Cookie: ${'a=1; '.repeat(20_000)}'`],
  [
    'webhook-ping',
    'POST /hook HTTP/1.1\nUser-Agent: WooCommerce/10.5.0 Hookshot (WordPress/6.9.1)\n\nwebhook_id=1',
  ],
  ['webhook-secret-missing', 'POST /hook HTTP/1.1\nX-WC-Webhook-Signature: q83vEjRW\n\n{"id":1}'],
]);
