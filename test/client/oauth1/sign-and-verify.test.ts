import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Answer, createStore, type Message, type Store } from '../../../mocks/index.ts';
import { formatParameters, type RequestParameters } from '../../../src/client/oauth1/parameters.ts';
import { type Placement, type SigningOptions, signRequest } from '../../../src/client/oauth1/request.ts';
import { signatureMethods } from '../../../src/client/oauth1/signature.ts';

const home = 'http://shop.test';
const path = '/wp-json/wc/v3/no-such-route';

/** What the client signs, the store has to find right: neither knows a line of the other's code. */
describe('signed by the client, verified by the store', () => {
  let store: Store;
  let credentials: SigningOptions['credentials'];
  before(async () => {
    store = await createStore({ home });
    const { consumer_key, consumer_secret } = store.fixture.keys[0] as Store['fixture']['keys'][number];
    credentials = { consumerKey: consumer_key, consumerSecret: consumer_secret };
  });

  /** Names that PHP leaves as they are, and WordPress alone; values may be anything. */
  const name = fc.stringMatching(/^x[A-Za-z0-9_~-]{0,8}$/);
  const value = fc.string({ unit: 'binary' }).filter(text => text.isWellFormed());
  const parameters = fc.uniqueArray(fc.tuple(name, value), { selector: ([each]) => each, maxLength: 6 });
  const shuffled = parameters.chain(given => fc.shuffledSubarray(given, { minLength: given.length }));

  const signing = fc.record({
    signatureMethod: fc.constantFrom(...signatureMethods),
    placement: fc.constantFrom<Placement>('query', 'header', 'body'),
  });

  async function ask(
    method: string,
    query: RequestParameters,
    form: RequestParameters | undefined,
    how: Partial<SigningOptions>,
  ) {
    const url = `${home}${path}${query.length > 0 ? `?${formatParameters(query)}` : ''}`;
    const signed = signRequest(
      { method, url, ...(form && { form }) },
      {
        credentials,
        signatureMethod: 'HMAC-SHA1',
        placement: 'query',
        timestamp: store.now(),
        nonce: randomBytes(16).toString('hex'),
        ...how,
      },
    );
    const message: Message = {
      method,
      scheme: 'http',
      host: 'shop.test',
      target: signed.url.slice(home.length),
      headers: [
        'Host',
        'shop.test',
        ...(signed.authorization ? ['Authorization', signed.authorization] : []),
        ...(signed.form === undefined ? [] : ['Content-Type', 'application/x-www-form-urlencoded']),
      ],
      body: Buffer.from(signed.form ?? ''),
    };
    return codeOf(await store.answer(message));
  }

  function codeOf(answer: Answer): string {
    return (JSON.parse(Buffer.from(answer.body).toString('utf8')) as { code: string }).code;
  }

  it('whatever the parameters, in whatever order', () =>
    fc.assert(
      fc.asyncProperty(shuffled, shuffled, signing, async (query, form, how) => {
        const posts = how.placement === 'body';
        // One name in the query and in the form is one parameter to PHP.
        const own = form.filter(([each]) => !query.some(([other]) => other === each));
        assert.equal(await ask(posts ? 'POST' : 'GET', query, posts ? own : undefined, how), 'rest_no_route');
      }),
    ));

  it('and nothing else: a changed secret never is right', () =>
    fc.assert(
      fc.asyncProperty(shuffled, signing, fc.string({ minLength: 1 }), async (query, how, more) => {
        const changed = { ...credentials, consumerSecret: credentials.consumerSecret + more };
        const code = await ask('POST', query, [], { ...how, credentials: changed });
        assert.equal(code, 'woocommerce_rest_authentication_error');
      }),
    ));
});
