/** Still more of what public reports hold: the causes that are true of each text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainText } from '../../src/index.ts';
import { key, secret, sentAt } from './sent.ts';

const reports: readonly (readonly [name: string, text: string, causes: readonly string[]])[] = [
  [
    'RayOkaah/woocommerce 17: Flutter at 10.0.2.2',
    `WooCommerce woocommerce = WooCommerce(\n      baseUrl: 'http://10.0.2.2/visiontc/',\n      consumerKey: '${key}',\n      consumerSecret: '${secret}',\n      apiPath: '/wp-json/wc/v2/',\n      isDebug: true,\n  );\nfinal myProducts = await woocommerce.getProducts();\nE/flutter ( 4535): [ERROR:flutter/lib/ui/ui_dart_state.cc(171)] Unhandled Exception: Exception: WooCommerce Error!\nE/flutter ( 4535): code: woocommerce_rest_authentication_error\nE/flutter ( 4535): message: Invalid signature - provided signature does not match.\nE/flutter ( 4535): status: 401`,
    ['invalid-signature', 'development-address'],
  ],
  [
    'nbspou/dart-oauth1 5: key and secret as token too',
    `var clientCredentials = new oauth1.ClientCredentials(Uri.encodeComponent(apiKey), Uri.encodeComponent(apiSecret));\nvar auth = new oauth1.Credentials(apiKey, apiSecret);\nvar client = new oauth1.Client(platform.signatureMethod, clientCredentials, auth);\nclient.get('http://demo2.signitydemo.in/foodemporium/wp-json/wc/v3/products/categories').then((res) {\n{"code":"woocommerce_rest_authentication_error","message":"Invalid signature - provided signature does not match.","data":{"status":401}}`,
    ['signed-with-token'],
  ],
  [
    'ddo/oauth-1.0a 33: last_ampersand false and a token',
    `var oauth = OAuth({\n      consumer:{ public: ck, secret: cs },\n      signature_method: 'HMAC-SHA1',\n      last_ampersand: false\n    });\nvar request_data = { url: 'http://shop.example/wp-json/wc/v3/products', method: 'GET' };\nvar token = { public: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9', secret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE' };\n$http({ url: request_data.url, method: request_data.method, params: oauth.authorize(request_data, token) })\n{"code":"woocommerce_rest_authentication_error","message":"Invalid signature - provided signature does not match.","data":{"status":401}}`,
    ['signed-with-token'],
  ],
  [
    'wc-api-node 20: a port and a folder',
    `var WooCommerce = new WooCommerceAPI({\n  url: 'http://localhost:8080/demo', // Your store URL\n  consumerKey: 'ck_xxxxxxxxxxxxxxxxxxxxxx', // Your consumer key\n  consumerSecret: 'cs_xxxxxxxxxxxxxxxxxxxxxxx', // Your consumer secret\n  wpAPI: true,\n  version: 'wc/v1'\n});\nWooCommerce.get('products', function(err, data, res) { console.log(res); });\n{"code":"woocommerce_rest_authentication_error","message":"Invalid Signature - p\nrovided signature does not match.","data":{"status":401}}`,
    ['invalid-signature'],
  ],
  [
    'wc-api-java 15: a slash at the end of the URL',
    `OAuthConfig config = new OAuthConfig("http://shop.example/", "${key}", "${secret}");\nWooCommerce wooCommerce = new WooCommerceAPI(config, ApiVersionType.V3);\nMap<String, String> params = new HashMap<>();\nList products = wooCommerce.getAll(EndpointBaseType.PRODUCTS.getValue(), params);\njava.lang.RuntimeException: Can't parse retrieved object: {code=woocommerce_rest_authentication_error, message=Invalid signature - provided signature does not match., data={status=401}}`,
    ['invalid-signature'],
  ],
  [
    'wc-api-php 344: XAMPP',
    `$this->client = new Client( $this->baseUrl, $this->ck, $this->cs, [ 'wp_api' => true, 'version' => 'wc/v3', 'timeout' => 0 ] );\n{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}`,
    ['nobody'],
  ],
  [
    'woocommerce 28578: Postman, OAuth over https',
    `GET https://www.example.subdomain.com/wp-json/wc/v3/products\nAuthorization: OAuth 1.0\n401 Unauthorized\n"Invalid signature - provided signature does not match."`,
    ['invalid-signature'],
  ],
  [
    'woocommerce 12092',
    `{\n  "code": "json_oauth1_missing_parameter",\n  "message": "Missing OAuth parameter oauth_token",\n  "data": { "status": 401 }\n}`,
    ['oauth1-plugin'],
  ],
  [
    'woocommerce 11714: masked signature',
    `https://mystore.com/wp-json/wc/v1/coupons?oauth_consumer_key=ck_XXXXXXXXXXXXXXX&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1471440398&oauth_nonce=Qaq8cK&oauth_version=1.0&oauth_signature=XXXXXXXXXXXXXXXXXXXXXXXXXw=\nBut this is returning error 401:\n{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}`,
    ['nobody'],
  ],
  [
    'woocommerce 14427: POST in Postman, Spanish',
    `POST http://mysite.com/wp-json/wc/v1/products\n{\n  "code": "woocommerce_rest_authentication_error",\n  "message": "Firma no válida - la firma proporcionada no coincide.",\n  "data": { "status": 401 }\n}`,
    ['invalid-signature'],
  ],
  [
    'RayOkaah 47: Persian, log of Flutter',
    `I/flutter (32093): WOOCOMMERCE LOG : Query : products?\nI/flutter (32093): WOOCOMMERCE LOG : this is the bearer token : Bearer 0\nE/flutter (32093): Unhandled Exception: Exception: WooCommerce Error!\nE/flutter (32093): code: woocommerce_rest_authentication_error\nE/flutter (32093): message: امضاء نامعتبر است - امضای ارائه شده مطابقت ندارد.\nE/flutter (32093): status: 401`,
    ['invalid-signature'],
  ],
  [
    'WooCommerce.NET 191',
    `{"code":"rest_cannot_access","message":"Only authenticated users can access the REST API.","data":{"status":401}}`,
    ['rest-restricted'],
  ],
  [
    'libracore 33: the query works, the header does not',
    `WooCommerce get error 401\nhttps://www.woocommerce-site.com/wp-json/wc/v3/orders?consumer_key=ck_0b40XXXXXXXXXXXXXXX0bXX8b&consumer_secret=cs_75f75f0a29eXXXXXXXXXX35b5fb17ac04`,
    ['unauthorized', 'nobody'],
  ],
  [
    'wc-api-php 16: French',
    `{\n"errors": [ { "code": "woocommerce_api_authentication_error", "message": "Le paramètre oauth_consumer_key est manquant" } ]\n}`,
    ['legacy-credentials-missing'],
  ],
  [
    'woocommerce 9385: raw, legacy',
    `GET https://blackmp.net/wc-api/v2/orders?filter[created_at_min]=2015-10-19T19:33:45Z&consumer_key=XX&consumer_secret=XX&page=1&filter[limit]=100&filter[meta]=false HTTP/1.1\nAccept: application/json\nAuthorization: Basic XX=\nHost: blackmp.net\n\nHTTP/1.1 401 Unauthorized\nServer: Apache\nContent-Type: application/json; charset=UTF-8\nContent-Length: 96\n\n{"errors":[{"code":"woocommerce_api_authentication_error","message":"Consumer Key is invalid"}]}`,
    ['unknown-key'],
  ],
  [
    'inspireui 3517',
    `Missing Oauth parameters Oauth_consumer_Key, oauth_timestamp, oauth_nonce, oauth_signature_method`,
    ['missing-parameter'],
  ],
  [
    'woocommerce 17225: jQuery on a page of the site',
    `$.post( '/wp-json/wc/v2/products/' + $post_id, {'menu_order': $menu_order}, function (data) {\n         console.log(data);\n } );\n{"code":"woocommerce_rest_cannot_edit","message":"Sorry, you are not allowed to edit this resource.","data":{"status":401}}`,
    ['cookie-without-nonce'],
  ],
  [
    'woocommerce 16176: users of WordPress',
    `http://demotwo.technitab.net/wp-json/wp/v2/users?username=thty&email=h34@gmail.com&password=123455\nBut I am getting error :\n{\n"code": "rest_cannot_create_user",\n"message": "Sorry, you are not allowed to create new users.",\n"data": { "status": 401 }\n}`,
    ['wordpress-rights', 'wordpress-namespace'],
  ],
  [
    'woocommerce 29710: axios.post over http',
    `const data = { payment_method: "bacs", set_paid: true, line_items: [ { product_id: 130, quantity: 2 } ] };\nconst response = await axios.post(\n  \`http://localhost:8888/myapi/wp-json/wc/v3/orders?consumer_key=ck_xxxxxxxx&consumer_secret=cs_xxxxxxxx\`,\n  data\n);\nError: Request failed with status code 401`,
    ['keys-over-http'],
  ],
  [
    'wc-api-python 17: settings over http, cannot_create',
    `wcapi = API(\n    url="http://website.com/",\n    consumer_key="ck_XXX",\n    consumer_secret="cs_XXX",\n    wp_api=True,\n    version="wc/v1"\n)\nprint(wcapi.post("products", woo_post_data).json())\n{u'message': u'Sorry, you are not allowed to create resources.', u'code': u'woocommerce_rest_cannot_create', u'data': {u'status': 401}}`,
    ['nobody'],
  ],
  [
    'schakko: variables, http',
    `curl -i -u \${CONSUMER_KEY}:\${CONSUMER_SECRET} "http://127.0.0.1/wordpress/wp-json/wc/v3/products"\nHTTP/1.1 401 Unauthorized\nContent-Type: application/json; charset=UTF-8\n\n{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}`,
    ['keys-over-http'],
  ],
  [
    'stackoverflow 32122736: JSON.stringify(req.body)',
    `function verifySignature(signature, payload, key){\n    var computedSignature = crypto.createHmac("sha256", key).update(payload).digest('base64');\n    return computedSignature === signature;\n}\nvar signature = req.headers['x-wc-webhook-signature'];\nverifySignature(signature, JSON.stringify(req.body), config.wooCommence.webhookSecret)`,
    ['webhook-body-rewritten'],
  ],
  [
    'CryptoJS over req.body',
    `app.use(bodyParser.json());\nrouter.post('/', function (req, res) {\n    var secret = 'ciPV6gjCbu&efdgbhfgj';\n    var signature = req.header("x-wc-webhook-signature");\n    var hash = CryptoJS.HmacSHA256(req.body, secret).toString(CryptoJS.enc.Base64);\n    if(hash === signature){ res.send('match'); } else { res.send("no match"); }\n});`,
    ['webhook-body-rewritten'],
  ],
  [
    'n8n',
    `{"errorMessage":"Authorization failed - please check your credentials","errorDescription":"Sorry, you cannot list resources.","errorDetails":{"rawErrorMessage":["401 - {\\"code\\":\\"woocommerce_rest_cannot_view\\",\\"message\\":\\"Sorry, you cannot list resources.\\",\\"data\\":{\\"status\\":401}}"],"httpCode":"401"},"n8nDetails":{"nodeName":"WooCommerce","nodeType":"n8n-nodes-base.wooCommerce","nodeVersion":1}}`,
    ['nobody'],
  ],
  ['Make', `RuntimeError\n[401] Consumer key is invalid.`, ['unknown-key']],
  [
    'Go, dghubble/oauth1',
    `config := oauth1.NewConfig("${key}", "${secret}")\ntoken := oauth1.NewToken("", "")\nhttpClient := config.Client(oauth1.NoContext, token)\nresp, err := httpClient.Get("http://localhost:8080/wp-json/wc/v3/products?per_page=5")\n// 401 Unauthorized\n// {"code":"woocommerce_rest_authentication_error","message":"Invalid signature - provided signature does not match.","data":{"status":401}}`,
    ['invalid-signature'],
  ],
  [
    'OkHttp, logging interceptor',
    `D/OkHttp: --> GET http://192.168.1.5/woo/wp-json/wc/v3/products?consumer_key=${key}&consumer_secret=${secret}\nD/OkHttp: --> END GET\nD/OkHttp: <-- 401 Unauthorized http://192.168.1.5/woo/wp-json/wc/v3/products?consumer_key=${key}&consumer_secret=${secret} (120ms)\nD/OkHttp: {"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}\nD/OkHttp: <-- END HTTP (103-byte body)`,
    ['keys-over-http'],
  ],
  [
    '.NET HttpResponseMessage',
    `StatusCode: 401, ReasonPhrase: 'Unauthorized', Version: 1.1, Content: System.Net.Http.HttpConnectionResponseContent, Headers:\n{\n  Date: Mon, 08 Jan 2024 10:00:00 GMT\n  Server: LiteSpeed\n  Content-Type: application/json; charset=UTF-8\n  Content-Length: 103\n}`,
    ['unauthorized', 'nobody'],
  ],
  [
    'requests_oauthlib over https',
    `from requests_oauthlib import OAuth1\nr = requests.get("https://shop.example/wp-json/wc/v3/products", auth=OAuth1("${key}", "${secret}"))\nprint(r.status_code, r.json())\n401 {'code': 'woocommerce_rest_authentication_error', 'message': 'Invalid signature - provided signature does not match.', 'data': {'status': 401}}`,
    ['invalid-signature'],
  ],
  [
    'Imunify360, 200',
    `curl -i -u ${key}:${secret} https://shop.example/wp-json/wc/v3/orders\nHTTP/2 200\nserver: imunify360-webshield/1.21\ncontent-type: application/json\n\n{"message":"Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted"}`,
    ['imunify360'],
  ],
  [
    'Imunify360, 415 in Python',
    `>>> wcapi.get("products").status_code\n415\n>>> wcapi.get("products").text\n'{"message":"Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted"}'`,
    ['imunify360'],
  ],
  [
    'rest_not_logged_in with a key',
    `curl -u ${key}:${secret} https://shop.example/wp-json/wc/v3/orders\n{"code":"rest_not_logged_in","message":"You are not currently logged in.","data":{"status":401}}`,
    ['rest-restricted'],
  ],
  [
    'a password of the server',
    `curl -i -u ${key}:${secret} https://staging.shop.example/wp-json/wc/v3/orders\nHTTP/2 401\nserver: nginx\nwww-authenticate: Basic realm="Staging"\ncontent-type: text/html\n\n<html><head><title>401 Authorization Required</title></head>`,
    ['htpasswd'],
  ],
  [
    'JSONDecodeError',
    `wcapi = API(url="https://shop.example", consumer_key="${key}", consumer_secret="${secret}", version="wc/v3")\nr = wcapi.get("products").json()\njson.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)`,
    ['html-200'],
  ],
  [
    'Postman, environment not chosen',
    `GET https://{{url}}/wp-json/wc/v3/orders\nError: getaddrinfo ENOTFOUND {{url}}`,
    ['placeholder-in-url'],
  ],
  [
    'PHP client, JSON ERROR',
    `PHP Fatal error:  Uncaught Automattic\\WooCommerce\\HttpClient\\HttpClientException: JSON ERROR: Syntax error in /var/www/vendor/automattic/woocommerce/src/WooCommerce/HttpClient/HttpClient.php:422`,
    ['html-200'],
  ],
  [
    'kloon 257: consumerKey is required',
    `this.Woocommerce = WC({\n      url: '',\n      Consumerkey: '',\n      ConsumerSecret: ''\n    });\nUncaught (in promise): Error: consumerKey is required\nError: consumerKey is required\n    at new WooCommerceAPI (http://localhost:8100/build/vendor.js:97403:13)`,
    ['variables-not-filled-in', 'client-without-key'],
  ],
  [
    'Zapier, log-in',
    `We had trouble logging into your WooCommerce account: "Unexpected response; status code 401; woocommerce_rest_cannot_view; Sorry, you cannot list resources."`,
    ['nobody'],
  ],
  [
    'a log that shows the user of Basic',
    `203.0.113.9 - ${key} [29/Nov/2026:10:00:00 +0000] "GET /wp-json/wc/v3/orders HTTP/1.1" 401 95 "-" "axios/1.7"`,
    ['nobody', 'strip-authorization', 'unauthorized'],
  ],
  [
    'wordpress.org: Portuguese, placeholder for the key',
    `{ "code": "woocommerce_rest_authentication_error", "message": "Invalid Signature– provided signature does not match.", "data": { "status": 401 } }\nEstou usando a seguinte requisição http\nhttp://hospedamidia.com.br/redmaxloja/wp-json/wc/v1/orders?oauth_consumer_key=minha_consumer_key&oauth_timestamp=1469820869&oauth_nonce=HtGdhW&oauth_signature=pvyfVEkSuXASoXC8jaoYjud8sDg%3D&oauth_signature_method=HMAC-SHA1`,
    ['invalid-signature'],
  ],
  [
    'NSDictionary of Swift',
    `Optional({\n    code = "woocommerce_rest_authentication_error";\n    data =     {\n        status = 401;\n    };\n    message = "Invalid signature - provided signature does not match.";\n})`,
    ['invalid-signature'],
  ],
  [
    'a nonce that was used',
    `retrofit2.HttpException: HTTP 401\n{"code":"woocommerce_rest_authentication_error","message":"Invalid nonce - nonce has already been used.","data":{"status":401}}`,
    ['nonce-used'],
  ],
  ['a key that only reads', `The API key provided does not have write permissions.`, ['key-permissions']],
  [
    'Volley',
    `E/Volley: [1105] BasicNetwork.performRequest: Unexpected response code 401 for http://10.0.2.2/wp/wp-json/wc/v3/products\ncom.android.volley.AuthFailureError`,
    ['unauthorized', 'nobody', 'no-credentials', 'plain-http'],
  ],
];

for (const [name, text, causes] of reports)
  test(name, () => {
    const told = explainText(text, { now: sentAt });
    assert.ok(told?.cause && causes.includes(told.cause.id), `${told?.cause?.id}: ${told?.says}`);
  });

test('a bearer token of Spring, a German sentence, a variable called WC_SECRET, and a redirect to the log-in', () => {
  const texts: readonly (readonly [string, string])[] = [
    [
      `headers.setBearerAuth("${key}");\nrestTemplate.exchange("https://shop.example/wp-json/wc/v3/orders", HttpMethod.GET, entity, String.class);`,
      'bearer-token',
    ],
    ['Ungültige Signatur - die angegebene Signatur stimmt nicht überein.', 'invalid-signature'],
    [
      `WC_SECRET=x; curl -u "${key}:${secret} " https://shop.example/wp-json/wc/v3/orders`,
      'white-space-in-secret',
    ],
    ['HTTP/1.1 302 Found\nLocation: https://shop.example/wp-login.php?redirect_to=x\n', 'login-redirect'],
  ];
  for (const [text, cause] of texts) assert.equal(explainText(text)?.cause?.id, cause, text);
});

test('a page in the place of JSON is told in the words of each language', () => {
  for (const words of [
    "invalid character '<' looking for beginning of value",
    'FormatException: Unexpected character (at character 1)',
    'JsonReaderException: Unexpected character encountered while parsing value: <. Path, line 0, position 0.',
    "JSON::ParserError (unexpected token at '<!DOCTYPE html>')",
    'SyntaxError: Unexpected end of JSON input',
  ])
    assert.equal(explainText(words)?.cause?.id, 'html-200', words);
});

test('a protection that answers with 200 has not let the request in, and a product of that name is no protection', () => {
  const answer = (text: string): string =>
    `curl -i -u ${key}:${secret} https://shop.example/wp-json/wc/v3/products/1\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${text}`;
  const blocked = explainText(answer('{"message":"Access denied by Imunify360 bot-protection."}'));
  assert.equal(blocked?.cause?.id, 'imunify360');
  const product = explainText(answer('{"id":1,"name":"Imunify360 licence"}'));
  assert.equal(product?.verdict, 'right');
  // The store's own answer counts more than what is thought of the request.
  const token = answer('[]')
    .replace(/-u \S+/, '-H "Authorization: Bearer x"')
    .replace('products/1', 'orders');
  assert.equal(explainText(token)?.verdict, 'right');
  assert.match(explainText(token)?.says ?? '', /^The store has let the request in: 200\. Of itself/);
  // What to do if it were refused is not said of what was let in.
  assert.equal(product?.likeliest, undefined);
});
