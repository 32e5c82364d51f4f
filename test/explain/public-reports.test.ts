/** More of what public reports hold, in the languages of the clients: the first word of what is said of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainText } from '../../src/index.ts';
import { key, secret } from './sent.ts';

const products = '://shop.example/wp-json/wc/v3/products';
const cannotView =
  '{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}';
const invalidSignature =
  '{"code":"woocommerce_rest_authentication_error","message":"Invalid signature - provided signature does not match.","data":{"status":401}}';

/** Where it was reported or how it is sent, the text, and the causes that are true of it. */
const reports: readonly (readonly [name: string, text: string, causes: readonly string[]])[] = [
  [
    'wc-api-node 19: settings over http, signature',
    `var WooCommerce = new WooCommerceAPI({\n  url: 'http://www.mywebsite.com/',\n  wpAPI: true,\n  version: 'wc/v1',\n  consumerKey: '${key}',\n  consumerSecret: '${secret}'\n});\nWooCommerce.get('', function(err, data, res) {\n  console.log(res);\n});\n${invalidSignature}`,
    ['invalid-signature'],
  ],
  [
    'Flutter-WooCommerce 2',
    `{code: woocommerce_rest_cannot_view, message: متاسفانه نمی توانید منابع را لیست کنید., data: {status: 401}}`,
    ['nobody'],
  ],
  [
    'woocommerce 24338: Ruby',
    `woocommerce = WooCommerce::API.new(\n  "https://example.com",\n  "${key}",\n  "${secret}",\n  {\n    wp_json: true,\n    version: "wc/v1",\n    query_string_auth: true\n  }\n)\n${cannotView}`,
    ['nobody'],
  ],
  [
    'react-native-woocommerce-api 21',
    `var WooCommerce = new WooCommerceAPI({\n  url: 'http://www.mydomain.co/wc/v3/',\n  ssl: true,\n  consumerKey: '${key}',\n  consumerSecret: '${secret}',\n  wpAPI: true,\n  version: 'wc/v3',\n  queryStringAuth: true\n});`,
    ['api-path-twice'],
  ],
  [
    'WooCommerce.NET 106',
    `{"errors":[{"code":"woocommerce_api_authentication_error","message":"Consumer Key is missing"}]}\n\nwith request look like :\nhttps://mysite.com/wc-api/v1/customers/email/a@b.com?consumer_key=ck_xxx&consumer_secret=cs_xxx`,
    ['legacy-credentials-missing'],
  ],
  [
    'WooCommerce.NET 241: Dutch',
    `{"code":"woocommerce_rest_authentication_error","message":"Klant-geheim is ongeldig.","data":{"status":401}}`,
    ['wrong-secret'],
  ],
  [
    'woocommerce 19649: curl and its answer',
    `curl https${products} -u ${key}:${secret}\n${cannotView}`,
    ['nobody'],
  ],
  [
    'woocommerce 13504: no word curl',
    `https://www.example.com/wp-json/wc/v1/products/ -u ${key}:${secret}\n{"code":"rest_no_route","message":"No route was found matching the URL and request method","data":{"status":404}}`,
    ['no-route'],
  ],
  [
    'woocommerce 14629',
    `https://xxx.net/dev/binl-retail-pos/wp-json/wc/v2/products\n\nreturn error\n{\n  "code": "rest_no_route",\n  "message": "No route was found matching the URL and request method",\n  "data": {\n    "status": 404\n  }\n}`,
    ['no-route'],
  ],
  [
    'event-espresso 244',
    `[{"code":"json_no_route","message":"No route was found matching the URL and request method"}]`,
    ['no-route'],
  ],
  [
    'kloon 207',
    `Uncaught exception 'WC_API_Client_HTTP_Exception' with message 'Error: No route was found matching the URL and request method [woocommerce_api_no_route]' in /home/x/class-wc-api-client-http-request.php:210`,
    ['no-route'],
  ],
  [
    'wc-api-php 59',
    `PHP Fatal error:  Uncaught Automattic\\WooCommerce\\HttpClient\\HttpClientException: Error: Sorry, you cannot list resources. [woocommerce_rest_cannot_view] in vendor/automattic/woocommerce/src/WooCommerce/HttpClient/HttpClient.php:350`,
    ['nobody'],
  ],
  [
    'wc-api-java 15',
    `java.lang.RuntimeException: Can't parse retrieved object: {code=woocommerce_rest_authentication_error, message=Invalid signature - provided signature does not match., data={status=401}}`,
    ['invalid-signature'],
  ],
  [
    'wc-api-ruby 11',
    `[32] pry(main)> api.get('products')\n=> {"errors"=>[{"code"=>"woocommerce_api_authentication_error", "message"=>"Consumer Secret is invalid"}]}`,
    ['wrong-secret'],
  ],
  [
    'wc-api-ruby 5, a Ruby hash',
    `=> {"errors"=>[{"code"=>"woocommerce_api_authentication_error", "message"=>"Consumer Key is missing"}]}`,
    ['legacy-credentials-missing'],
  ],
  [
    'wc-api-node 79, Chrome',
    `XMLHttpRequest cannot load http://bashfootwear.co.in/wp-json/wc/v2/customers. Response for preflight has invalid HTTP status code 401`,
    ['cors', 'preflight'],
  ],
  [
    'HTTParty',
    `HTTParty.get("http${products}", basic_auth: { username: "${key}", password: "${secret}" })`,
    ['keys-over-http'],
  ],
  [
    'HTTParty, rockets',
    `response = HTTParty.get('http${products}', :basic_auth => { :username => '${key}', :password => '${secret}' })`,
    ['keys-over-http'],
  ],
  [
    'HTTParty, rockets and swapped',
    `auth = {:username => "${secret}", :password => "${key}"}\nHTTParty.get("https${products}", :basic_auth => auth)`,
    ['key-and-secret-swapped'],
  ],
  [
    'Faraday, swapped',
    `conn = Faraday.new(url: 'https${products}') do |f|\n  f.basic_auth('${secret}', '${key}')\nend`,
    ['key-and-secret-swapped'],
  ],
  [
    'Faraday 2',
    `conn = Faraday.new('http${products}') do |f|\n  f.request :authorization, :basic, '${key}', '${secret}'\nend`,
    ['keys-over-http'],
  ],
  [
    'Net::HTTP',
    `uri = URI('http${products}')\nreq = Net::HTTP::Get.new(uri)\nreq.basic_auth '${key}', '${secret}'\nres = Net::HTTP.start(uri.hostname, uri.port) { |http| http.request(req) }`,
    ['keys-over-http'],
  ],
  [
    'RestClient',
    `RestClient::Request.execute(method: :get, url: 'http${products}', user: '${key}', password: '${secret}')`,
    ['keys-over-http'],
  ],
  [
    'Ruby, query with rockets',
    `HTTParty.get("http${products}", :query => { :consumer_key => "${key}", :consumer_secret => "${secret}" })`,
    ['keys-over-http'],
  ],
  [
    'Dart, not encoded',
    `final r = await http.get(Uri.parse('https${products}'), headers: {'Authorization': 'Basic ${key}:${secret}'});`,
    ['basic-not-encoded'],
  ],
  [
    'RestSharp',
    `var client = new RestClient("http${products}");\nclient.Authenticator = new HttpBasicAuthenticator("${key}", "${secret}");`,
    ['keys-over-http'],
  ],
  [
    'WooCommerce.NET 296',
    `RestAPI rest = new RestAPI("https://website.co.uk/wp-json/wc/v2/", "${key}", "${secret}");\nWCObject wc = new WCObject(rest);\nvar products = await wc.Product.GetAll();\n${cannotView}`,
    ['nobody'],
  ],
  [
    'Guzzle, digest',
    `$client->request('GET', 'https${products}', ['auth' => ['${key}', '${secret}', 'digest']]);`,
    ['digest'],
  ],
  [
    'requests, digest',
    `requests.get('https${products}', auth=HTTPDigestAuth('${key}', '${secret}'))`,
    ['digest'],
  ],
  [
    'OkHttp',
    `String credential = Credentials.basic("${key}", "${secret}");\nRequest request = new Request.Builder().url("http${products}").header("Authorization", credential).build();`,
    ['keys-over-http'],
  ],
  [
    'VBA',
    `http.Open "GET", "http${products}", False\nhttp.setRequestHeader "Authorization", "Basic " & EncodeBase64("${key}:${secret}")\nhttp.send`,
    ['keys-over-http'],
  ],
  [
    'Apps Script',
    `var r = UrlFetchApp.fetch("https${products}?consumer_key=" + ck + "&consumer_secret=" + cs);\n${cannotView}`,
    ['nobody'],
  ],
  [
    'PowerShell',
    `$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${key}:${secret}"))\nInvoke-RestMethod -Uri "http${products}" -Headers @{ Authorization = "Basic $b64" }`,
    ['keys-over-http'],
  ],
  [
    'Cloudflare 1020',
    `Error 1020\nRay ID: 7f2a\nAccess denied\nWhat happened?\nThis website is using a security service to protect itself from online attacks.\nCloudflare`,
    ['cloudflare-block'],
  ],
  [
    'Wordfence',
    `HTTP/1.1 503 Service Unavailable\n\n<h1>Your access to this site has been limited by the site owner</h1><p>Generated by Wordfence</p>`,
    ['firewall'],
  ],
  [
    'mod_security',
    `HTTP/1.1 406 Not Acceptable\n\n<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p>`,
    ['firewall'],
  ],
  [
    'cURL 28',
    `cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) [http_request_failed]`,
    ['connection-timeout'],
  ],
  ['cURL 6', `cURL Error: Could not resolve host: shop.exmaple [6]`, ['dns-no-address']],
  [
    'requests, certificate',
    `requests.exceptions.SSLError: HTTPSConnectionPool(host='shop.example', port=443): Max retries exceeded with url: /wp-json/wc/v3/products (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)')))`,
    ['tls'],
  ],
  [
    'Node, certificate',
    `Error: self-signed certificate\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1659:34) {\n  code: 'DEPTH_ZERO_SELF_SIGNED_CERT'\n}`,
    ['tls'],
  ],
  ['a page for JSON', `SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON`, ['html-200']],
  [
    'a product that is not there',
    `{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID.","data":{"status":404}}`,
    ['record'],
  ],
  [
    'Consumer key is missing, in words of REST',
    `{"code":"woocommerce_rest_authentication_error","message":"Consumer key is missing.","data":{"status":401}}`,
    ['missing-parameter', 'legacy-credentials-missing', 'authentication-error', 'nobody'],
  ],
  [
    'rest_forbidden',
    `{"code":"rest_forbidden","message":"Sorry, you are not allowed to do that.","data":{"status":401}}`,
    ['wordpress-rights', 'rest-restricted'],
  ],
  [
    'react-native-woocommerce-api 14',
    `{"code":"woocommerce_rest_authentication_missing_parameter","message":"Missing OAuth parameter oauth_timestamp","data":{"status":401}}`,
    ['missing-parameter'],
  ],
  [
    'woocommerce 18443',
    `https://shop.example/wp-json/wc/v2/products?oauth_consumer_key=${key}&oauth_consumer_secret=${secret}`,
    ['credentials-under-wrong-names', 'names-of-two-schemes'],
  ],
  ['Zapier', `The app returned "Sorry, you are not allowed to create resources."`, ['nobody']],
  [
    'AxiosError',
    `AxiosError: Request failed with status code 401\n  config: { method: 'get', url: 'https${products}', params: { consumer_key: '${key}', consumer_secret: '${secret}' } },\n  data: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.', data: { status: 401 } }`,
    ['nobody'],
  ],
  [
    'axios on localhost',
    `axios.get('http://localhost/wp-json/wc/v3/products', { params: { consumer_key: '${key}', consumer_secret: '${secret}' } })`,
    ['keys-over-http'],
  ],
  [
    '404 of Nginx',
    `<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.18.0</center>`,
    ['page-404'],
  ],
  ['a space behind the secret', `curl -u "${key}:${secret} " https${products}`, ['white-space-in-secret']],
  [
    'Next.js over http',
    `const res = await fetch("http${products}", { headers: { Authorization: "Basic " + Buffer.from(process.env.CK + ":" + process.env.CS).toString("base64") } })`,
    ['keys-over-http'],
  ],
  [
    'a log-in',
    `curl -u "admin:hunter2" https${products}\n{"code":"incorrect_password","message":"The provided password is an invalid application password.","data":{"status":401}}`,
    ['log-in-for-key', 'application-passwords'],
  ],
  [
    'Ruby, -1',
    `woocommerce = WooCommerce::API.new("http://shop.example", "${key}", "${secret}", { wp_api: false, version: "wc/v3" })\nirb> woocommerce.get("products").parsed_response\n=> -1`,
    ['legacy-path-with-new-namespace', 'gateway-callback'],
  ],
  ['-1 alone of irb', `irb(main):003:0> api.get("products").parsed_response\n=> -1`, ['gateway-callback']],
  ['-1 of Python', `>>> wcapi.get("products").json()\n-1`, ['gateway-callback']],
  [
    'Ruby, inspected',
    `#<HTTParty::Response:0x7f parsed_response={"code"=>"woocommerce_rest_cannot_view", "message"=>"Sorry, you cannot list resources.", "data"=>{"status"=>401}}, @response=#<Net::HTTPUnauthorized 401 Unauthorized readbody=true>>`,
    ['nobody'],
  ],
  ['Typhoeus', `Typhoeus.get("http${products}", userpwd: "${key}:${secret}")`, ['keys-over-http']],
  [
    'HTTP.rb',
    `HTTP.basic_auth(user: "${key}", pass: "${secret}").get("http${products}")`,
    ['keys-over-http'],
  ],
  [
    'Perl',
    `my $ua = LWP::UserAgent->new;\nmy $req = HTTP::Request->new(GET => 'http${products}');\n$req->authorization_basic('${key}', '${secret}');`,
    ['keys-over-http'],
  ],
  [
    'HttpClient of .NET',
    `client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("${key}:${secret}")));\nvar r = await client.GetAsync("http${products}");`,
    ['keys-over-http'],
  ],
  [
    'HttpClient of .NET, bearer',
    `client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "${key}");\nvar r = await client.GetAsync("https${products}");`,
    ['bearer-token'],
  ],
  [
    'httpx',
    `async with httpx.AsyncClient(auth=("${secret}", "${key}")) as c:\n    r = await c.get("https${products}")`,
    ['key-and-secret-swapped'],
  ],
  [
    'aiohttp',
    `aiohttp.ClientSession(auth=aiohttp.BasicAuth("${key}", "${secret}")).get("http${products}")`,
    ['keys-over-http'],
  ],
  [
    'Dio',
    `dio.options.headers['authorization'] = 'Basic ' + base64Encode(utf8.encode('${key}:${secret}'));\nawait dio.get('http${products}');`,
    ['keys-over-http'],
  ],
  [
    'Kotlin',
    `val connection = URL("http${products}").openConnection() as HttpURLConnection\nconnection.setRequestProperty("Authorization", "Basic " + Base64.getEncoder().encodeToString("${key}:${secret}".toByteArray()))`,
    ['keys-over-http'],
  ],
  [
    'Rust',
    `let res = client.get("http${products}").basic_auth("${key}", Some("${secret}")).send().await?;`,
    ['keys-over-http'],
  ],
  [
    'Laravel',
    `Http::withBasicAuth('${secret}', '${key}')->get('https${products}');`,
    ['key-and-secret-swapped'],
  ],
  ['Laravel, token', `Http::withToken('${key}')->get('https${products}');`, ['bearer-token']],
  ['superagent', `request.get('http${products}').auth('${key}', '${secret}')`, ['keys-over-http']],
  [
    'jQuery',
    `$.ajax({ url: "http${products}", username: "${key}", password: "${secret}", success: f })`,
    ['keys-over-http'],
  ],
  ['XMLHttpRequest', `xhr.open("GET", "http${products}", true, "${key}", "${secret}")`, ['keys-over-http']],
  [
    'Elixir',
    `HTTPoison.get("http${products}", [], hackney: [basic_auth: {"${key}", "${secret}"}])`,
    ['keys-over-http'],
  ],
  ['R', `httr::GET("http${products}", httr::authenticate("${key}", "${secret}"))`, ['keys-over-http']],
  [
    'file_get_contents',
    `$context = stream_context_create(['http' => ['header' => 'Authorization: Basic ' . base64_encode("${key}:${secret}")]]);\nfile_get_contents('http${products}', false, $context);`,
    ['keys-over-http'],
  ],
  ['Make', `The operation failed with an error. [401] Sorry, you cannot list resources.`, ['nobody']],
  [
    'Ruby of OpenSSL',
    `OpenSSL::SSL::SSLError (SSL_connect returned=1 errno=0 state=error: certificate verify failed (self signed certificate))`,
    ['tls'],
  ],
  [
    'Net::ReadTimeout',
    `Net::ReadTimeout: Net::ReadTimeout with #<TCPSocket:(closed)>`,
    ['connection-timeout'],
  ],
  [
    'Polish',
    `{"code":"woocommerce_rest_authentication_error","message":"Sekret klienta jest nieprawidłowy.","data":{"status":401}}`,
    ['wrong-secret'],
  ],
  [
    'rest_api_disabled of a plugin',
    `{"code":"rest_disabled","message":"The REST API on this site has been disabled.","data":{"status":401}}`,
    ['rest-restricted'],
  ],
  [
    'batch over the limit',
    `{"code":"woocommerce_rest_request_entity_too_large","message":"Unable to accept more than 100 items for this request.","data":{"status":413}}`,
    ['answer', 'parameters'],
  ],
];

for (const [name, text, causes] of reports)
  test(name, () => {
    const told = explainText(text);
    assert.ok(told?.cause && causes.includes(told.cause.id), `${told?.cause?.id}: ${told?.says}`);
  });

test('a token at the end of a text is no answer of the legacy API', () => {
  assert.equal(explainText('the offset is -1'), undefined);
});
