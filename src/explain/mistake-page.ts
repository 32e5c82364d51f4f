/** The page of a mistake, with an example that is worked out, not written down. */
import { type Profile, profiles } from '../../mocks/rules.ts';
import { firstDifference } from './difference.ts';
import type { Mistake, Origin, RequestView } from './mistake.ts';
import { type Plan, sign } from './plan.ts';
import type { ReceivedRequest } from './request.ts';
import { storeView } from './store-view.ts';

/** The page of a mistake in Markdown, as `latchkey doctor --explain` prints it. */
export function mistakePage(mistake: Mistake): string {
  const libraries = mistake.libraries?.map(note => `| ${note.library} | \`${note.line}\` |`) ?? [];
  const lines = [
    `# ${mistake.title}`,
    '',
    `\`${mistake.id}\` · signature · step: ${mistake.step}`,
    '',
    mistake.does,
    '',
    '## What the store answers',
    '',
    '401 `woocommerce_rest_authentication_error`, "Invalid signature - provided signature does not match."',
    '',
    '## Example',
    '',
    ...illustrate(mistake),
    '',
    '## Fix',
    '',
    mistake.fix,
    '',
    ...(libraries.length > 0 ? ['| library | line |', '|---|---|', ...libraries, ''] : []),
    '## Check',
    '',
    '`latchkey explain REQUEST` names this mistake; once it is mended it says that the signature is right.',
    '',
  ];
  return lines.join('\n');
}

const secret = 'cs_ffeeddccbbaa99887766554433221100ffeeddcc';
const oauth =
  'oauth_consumer_key=ck_00112233445566778899aabbccddeeff00112233&oauth_nonce=n0nce&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1795224020&oauth_signature=x';

interface Example {
  readonly method: string;
  readonly url: string;
  readonly request: ReceivedRequest;
}

function example(
  method: string,
  authority: string,
  path: string,
  query: string,
  body = '',
  type = '',
  headers: [string, string][] = [],
): Example {
  return {
    method,
    url: `http://${authority}${path}${query === '' ? '' : `?${query}`}`,
    request: {
      source: 'http',
      method,
      methodAssumed: false,
      scheme: 'http',
      schemeAssumed: false,
      authority,
      target: `${path}?${query === '' ? '' : `${query}&`}${oauth}`,
      headers: type === '' ? headers : [...headers, ['Content-Type', type]],
      body,
    },
  };
}

const orders = '/wp-json/wc/v3/orders';

/** Tried in turn, the plainest first: the first request in which a mistake shows illustrates it. */
const examples: readonly Example[] = [
  example('GET', 'shop.test', orders, 'status=any&per_page=2'),
  example('GET', 'shop.test', orders, 'search=red%20shoes'),
  example('GET', 'shop.test', orders, 'search=red+shoes'),
  example('GET', 'shop.test', orders, 'search=50%2525%20(off)%21~%2F'),
  example('GET', 'shop.test', orders, 'search=a&b=c'),
  example('GET', 'shop.test', orders, 'search=%C3%A9'),
  example('GET', 'shop.test', orders, 'search=e%CC%81'),
  example('GET', 'shop.test', orders, 'include[]=3&include[]=1'),
  example(
    'GET',
    'shop.test',
    orders,
    Array.from({ length: 12 }, (_, i) => `include%5B${i}%5D=${i}`).join('&'),
  ),
  example('GET', 'shop.test', orders, 'after.date=1&page2=x&page=1&empty='),
  example('GET', 'shop.test', orders, 'B=1&a=2&a=3&flag=true&q=%2Fwp-json&_method=PUT&oauth_version=1.0'),
  example('GET', 'shop.test', orders, 'per_page=5&price=10.50'),
  example('GET', 'shop.test', orders, 'search=a&='),
  example('GET', 'shop.test', `${orders}/12`, ''),
  example('GET', 'shop.test', '/', 'rest_route=%2Fwc%2Fv3%2Forders'),
  example('GET', 'www.shop.test:8080', `/shop${orders.replace('/wc', '//wc')}/%41`, ''),
  example('POST', 'shop.test', orders, '', 'note=a', 'application/x-www-form-urlencoded'),
  example('POST', 'shop.test', orders, '', '{"note":"a"}', 'application/x-www-form-urlencoded'),
  example('PUT', 'shop.test', orders, '', 'note=a', 'application/x-www-form-urlencoded'),
  example('POST', 'shop.test', orders, '', '{"status":"completed"}', 'application/json'),
  example('GET', 'shop.test', '/wc-api/v2/orders', ''),
  example('GET', 'shop.test', orders, '', '', '', [['Authorization', 'OAuth realm="Shop"']]),
];

function illustrate(mistake: Mistake): string[] {
  for (const one of examples) {
    const store = withHome(mistake, unsigned(one.request, undefined));
    const right = sign(store.plan, secret);
    for (const variant of mistake.variants(store.plan, store.view)) {
      const wrong = sign(variant.plan, secret);
      if (wrong.signature === right.signature) continue;
      const asked = `${one.method} ${one.url}`;
      const difference = firstDifference(right.baseString, wrong.baseString);
      if (!difference)
        return ['For', '', '```', asked, '```', '', 'the base string is right; key or digest are not.'];
      return [
        'For',
        '',
        '```',
        asked,
        '```',
        '',
        `the base strings part at character ${difference.at + 1}:`,
        '',
        '```',
        `store   ${difference.store}`,
        `client  ${difference.client}`,
        `        ${difference.marker}`,
        '```',
      ];
    }
  }
  throw new Error(`No example shows ${mistake.id}: add one.`);
}

/** A store whose home URL is not the URL asked, for the one mistake that is about that. */
function withHome(mistake: Mistake, store: Illustration): Illustration {
  if (mistake.id !== 'host-is-not-home') return store;
  return unsigned(store.view.request, { scheme: 'http', authority: 'store.example', path: '' });
}

/** The store's view of a request whose signature does not count. */
function unsigned(request: ReceivedRequest, home: Origin | undefined): Illustration {
  const { plan, view } = storeView(request, home, secret, profiles['11.1'] as Profile);
  if (plan === undefined) throw new Error(`The store dies of ${request.target}: make another example.`);
  return { plan, view: { ...view, received: undefined } };
}

interface Illustration {
  readonly plan: Plan;
  readonly view: RequestView;
}
