/** The hint in journal, terminal and header is what explain says first of the same request, for every mistake. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, type Fixture, firstHeader, type Message } from '../../mocks/index.ts';
import { refusalLine } from '../../src/cli/serve/banner.ts';
import { hintFor } from '../../src/explain/hint.ts';
import { withHintHeader } from '../../src/explain/hint-header.ts';
import { homeOf as originOf } from '../../src/explain/home.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { sign } from '../../src/explain/plan.ts';
import type { ReceivedRequest } from '../../src/explain/request.ts';
import { explainText } from '../../src/index.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { describeExchange } from '../../src/serve/control-journal.ts';
import { consumerKey, consumerSecret, request, type Shape, type Unsigned, viewOf } from './signed.ts';

const form = 'application/x-www-form-urlencoded';

/** A store, and requests to it; those of all of them show every mistake. */
const asked: readonly { readonly home: string; readonly requests: readonly Unsigned[] }[] = [
  {
    home: 'http://shop.test',
    requests: [
      { query: 'per_page=2&status=any' },
      { query: 'search=a%20b%21%2A%28c%29%27~%2F%3A%2C%40&b=%C3%A9&B=2' },
      { query: 'search=a+b&name=50%2525+off&plus=a%2Bb' },
      { query: 'include[]=3&include[]=1&include[]=2&search=a&=' },
      { query: Array.from({ length: 12 }, (_, i) => `include%5B${i}%5D=${i}`).join('&') },
      {
        query: 'after.date=1&page2=x&page=1&empty=&a=1&a=2&flag=true&zero=0&q=%2Fwp-json%2Fwc%2Fv3%2Forders',
      },
      { path: '/wp-json/wc/v3/orders/12', oauth: { oauth_nonce: 'AbC+d=', oauth_version: '1.0' } },
      { path: '/wp-json/wc/v3/products/%41' },
      { path: '/', query: 'rest_route=%2Fwc%2Fv3%2Forders' },
      { query: '_method=PUT' },
      { path: '/wc-api/v2/orders', query: 'filter[limit]=1' },
      { query: 'x=1', body: 'note=a%20b&z=1', type: form },
      { body: '{"status":"completed","n":1}', type: 'application/json' },
      { body: '{"status":"completed","n":2}', type: form },
    ],
  },
  {
    home: 'http://shop.test:8080/shop',
    requests: [{ authority: 'shop.test:8080', path: '/shop/wp-json/wc/v3/orders' }],
  },
  { home: 'http://store.example', requests: [{ query: 'per_page=2' }] },
];

const messageOf = (sent: ReceivedRequest): Message => ({
  method: sent.method,
  scheme: 'http',
  host: sent.authority ?? '',
  target: sent.target,
  headers: ['Host', sent.authority ?? '', ...sent.headers.flat()],
  body: Buffer.from(sent.body, 'latin1'),
});

const rawOf = (sent: ReceivedRequest): string =>
  [
    `${sent.method} http://${sent.authority}${sent.target} HTTP/1.1`,
    ...sent.headers.map(field => field.join(': ')),
    '',
    sent.body,
  ].join('\n');

/** The mistakes whose hint was compared with what explain says. */
async function comparedWith(home: string, requests: readonly Unsigned[]): Promise<Set<string>> {
  const plain = await createStore({ home });
  const [owner] = plain.fixture.keys;
  const keys = [{ ...owner, consumer_key: consumerKey, consumer_secret: consumerSecret }];
  const fixture = { ...plain.fixture, keys } as Fixture;
  const seen = new Set<string>();
  const store = await createStore({ home, fixture, profile: '11.1', now: () => 1_795_224_020 });
  const hinted = withHintHeader(store);
  let count = 0;
  for (const method of ['GET', 'POST'])
    for (const one of requests) {
      const shape: Shape = { method, place: 'query', signatureMethod: 'HMAC-SHA1' };
      for (const mistake of mistakes) {
        if (seen.has(mistake.id)) continue;
        const nonce = {
          ...one,
          home: originOf(home),
          oauth: { ...one.oauth, oauth_nonce: `${one.oauth?.oauth_nonce ?? 'n'}${count++}` },
        };
        const { plan, view } = viewOf(shape, nonce);
        const right = sign(plan, consumerSecret).signature;
        const wrong = mistake
          .variants(plan, view)
          .map(({ plan: theirs }) => sign(theirs, consumerSecret).signature)
          .find(signature => signature !== right && signature !== '');
        if (wrong === undefined) continue;
        const sent = request(shape, nonce, wrong);
        const answer = await hinted.answer(messageOf(sent));
        const exchange = store.journal().at(-1);
        assert.ok(exchange);
        const hint = hintFor(exchange, store);
        // Some signatures are refused before they are compared.
        if (hint === undefined) continue;
        seen.add(mistake.id);
        const said = explainText(rawOf(sent), { consumerSecret, home, profile: '11.1' });
        const first = `${said?.explained[0]?.mistakes.map(({ id }) => id).join(' + ') || said?.cause?.id}: ${said?.says}`;
        assert.ok(hint.startsWith(first), `${mistake.id}: ${hint} beside ${first}`);
        const redactor = createRedactor([consumerSecret]);
        assert.ok(describeExchange(exchange, redactor, hint).hint?.startsWith(redactor.text(first)));
        assert.ok(refusalLine(exchange, hint)?.includes(redactor.text(first)), mistake.id);
        const field = firstHeader(answer.headers, 'Latchkey-Hint') ?? '';
        assert.ok(field.startsWith(first.replaceAll(/[^\x20-\x7e]+/g, '?')), `${mistake.id}: ${field}`);
      }
    }
  return seen;
}

test('journal, terminal and header begin with the first sentence of explain, for every mistake', async () => {
  const seen = new Set<string>();
  for (const { home, requests } of asked) for (const id of await comparedWith(home, requests)) seen.add(id);
  assert.deepEqual(
    mistakes.map(({ id }) => id).filter(id => !seen.has(id)),
    [],
  );
});
