import type { ShownKey } from '../view.ts';

/** A key as somebody needs it: for a shell, for an environment, for a client. */
export interface Snippet {
  readonly name: string;
  readonly text: string;
}

/**
 * How the common clients are given a key.
 *
 * @param url the store's URL over TLS.
 * @param ca the file of the authority to trust; '' where there is none.
 */
export function snippets(
  { consumerKey, consumerSecret = 'CONSUMER_SECRET' }: Pick<ShownKey, 'consumerKey' | 'consumerSecret'>,
  url: string,
  ca: string,
): readonly Snippet[] {
  const orders = `${url}/wp-json/wc/v3/orders`;
  const trust = (line: string) => (ca === '' ? [] : [line]);
  const text = (...lines: string[]) => lines.join('\n');
  return [
    {
      name: 'curl',
      text: text(
        `curl${ca === '' ? '' : ` --cacert ${shell(ca)}`} \\`,
        `  --user ${consumerKey}:${consumerSecret} \\`,
        `  ${shell(orders)}`,
      ),
    },
    {
      name: 'environment',
      text: text(
        `LATCHKEY_URL=${url}`,
        `LATCHKEY_CONSUMER_KEY=${consumerKey}`,
        `LATCHKEY_CONSUMER_SECRET=${consumerSecret}`,
        ...trust(`NODE_EXTRA_CA_CERTS=${ca}`),
      ),
    },
    {
      name: 'Node (@woocommerce/woocommerce-rest-api)',
      text: text(
        ...trust(`// NODE_EXTRA_CA_CERTS=${ca} node client.mjs`),
        "import WooCommerce from '@woocommerce/woocommerce-rest-api';",
        '',
        'const api = new WooCommerce.default({',
        `  url: ${JSON.stringify(url)},`,
        `  consumerKey: '${consumerKey}',`,
        `  consumerSecret: '${consumerSecret}',`,
        "  version: 'wc/v3',",
        '});',
        "const { data } = await api.get('orders');",
      ),
    },
    {
      name: 'Python (woocommerce)',
      text: text(
        ...trust(`# REQUESTS_CA_BUNDLE=${ca} python client.py`),
        'from woocommerce import API',
        '',
        'api = API(',
        `    url=${JSON.stringify(url)},`,
        `    consumer_key="${consumerKey}",`,
        `    consumer_secret="${consumerSecret}",`,
        '    version="wc/v3",',
        ')',
        'print(api.get("orders").json())',
      ),
    },
    {
      name: 'PHP (automattic/woocommerce)',
      text: text(
        ...trust(`// php -d curl.cainfo=${ca} client.php`),
        'use Automattic\\WooCommerce\\Client;',
        '',
        `$api = new Client('${url}', '${consumerKey}', '${consumerSecret}', ['version' => 'wc/v3']);`,
        "print_r($api->get('orders'));",
      ),
    },
    {
      name: 'Ruby (woocommerce_api)',
      text: text(
        ...trust(`# SSL_CERT_FILE=${ca} ruby client.rb`),
        'require "woocommerce_api"',
        '',
        `api = WooCommerce::API.new("${url}", "${consumerKey}", "${consumerSecret}", { version: "wc/v3" })`,
        'puts api.get("orders").parsed_response',
      ),
    },
    {
      name: 'Go (net/http)',
      text: text(
        ...trust(`// SSL_CERT_FILE=${ca} go run .`),
        `request, _ := http.NewRequest("GET", ${JSON.stringify(orders)}, nil)`,
        `request.SetBasicAuth("${consumerKey}", "${consumerSecret}")`,
        'response, err := http.DefaultClient.Do(request)',
      ),
    },
    {
      name: '.NET (WooCommerceNET)',
      text: text(
        ...trust(`// SSL_CERT_FILE=${ca} dotnet run`),
        `var rest = new RestAPI("${url}/wp-json/wc/v3/", "${consumerKey}", "${consumerSecret}");`,
        'var orders = await new WCObject(rest).Order.GetAll();',
      ),
    },
    {
      name: 'Postman (collection to import)',
      text: JSON.stringify(
        {
          info: {
            name: 'Latchkey',
            schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
          },
          auth: {
            type: 'basic',
            basic: [
              { key: 'username', value: consumerKey, type: 'string' },
              { key: 'password', value: consumerSecret, type: 'string' },
            ],
          },
          item: [{ name: 'orders', request: { method: 'GET', url: orders } }],
        },
        null,
        2,
      ),
    },
    {
      name: 'n8n (WooCommerce API credential)',
      text: text(
        `Consumer Key: ${consumerKey}`,
        `Consumer Secret: ${consumerSecret}`,
        `WooCommerce URL: ${url}`,
        'Include Credentials in Query: off',
        ...trust(`NODE_EXTRA_CA_CERTS=${ca} n8n start`),
      ),
    },
  ];
}

/** A word of a POSIX shell. */
function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
