import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translated } from '../../mocks/hosting/translation.ts';
import { createStore, type Message, noBody } from '../../mocks/index.ts';

async function both(given: Partial<Message> & { target: string }) {
  const message: Message = {
    method: 'GET',
    scheme: 'https',
    host: 'shop.test',
    headers: ['Host', 'shop.test'],
    body: noBody,
    ...given,
  };
  const ask = async (faults: string[]) => {
    const store = await createStore({
      home: 'https://shop.test',
      faults,
      randomBytes: n => new Uint8Array(n),
    });
    const owner = store.fixture.keys.find(key => key.name === 'owner');
    const pair = Buffer.from(`${owner?.consumer_key}:${owner?.consumer_secret}`).toString('base64');
    const headers = message.headers.flatMap(part =>
      part === 'as owner' ? ['Authorization', `Basic ${pair}`] : part,
    );
    const answer = await store.answer({ ...message, headers });
    return {
      status: answer.status,
      headers: answer.headers,
      text: Buffer.from(answer.body).toString('utf8'),
    };
  };
  return { english: await ask([]), other: await ask(['translated']) };
}

describe('the fault translated', () => {
  it('leaves status, code and data, and no English message', async () => {
    const { english, other } = await both({ target: '/wp-json/wc/v3/orders' });
    assert.equal(other.status, 401);
    assert.deepEqual(other.headers, english.headers);
    const [before, after] = [JSON.parse(english.text), JSON.parse(other.text)];
    assert.equal(before.message, 'Sorry, you cannot list resources.');
    assert.equal(after.message, '[Šöŕŕý, ýöü çáññöţ łíšţ ŕéšöüŕçéš.]');
    assert.deepEqual({ ...after, message: '' }, { ...before, message: '' });
    assert.match(other.text, /^[\x20-\x7e]*$/, 'PHP escapes what is not ASCII');
  });

  it('keeps the names of parameters', async () => {
    const { other } = await both({
      target: '/wp-json/wc/v3/orders?per_page=0&status=x',
      headers: ['Host', 'shop.test', 'as owner'],
    });
    const error = JSON.parse(other.text);
    assert.equal(error.code, 'rest_invalid_param');
    assert.match(error.message, /^\[Íñ|^\[Îñ/);
    assert.match(error.message, /per_page, status/);
    assert.match(error.data.params.per_page, /^\[per_page /);
    assert.doesNotMatch(JSON.stringify(error.data), /must be between/);
    assert.match(error.data.details.per_page.message, /^\[/);
  });

  it('changes nothing of what is let in', async () => {
    const { english, other } = await both({
      target: '/wp-json/wc/v3/products/10',
      headers: ['Host', 'shop.test', 'as owner'],
    });
    assert.equal(other.text, english.text);
  });

  it('is errors of a batch, of the legacy API, and pages', async () => {
    const batch = await both({
      method: 'POST',
      target: '/wp-json/wc/v3/orders/batch',
      headers: ['Host', 'shop.test', 'Content-Type', 'application/json', 'as owner'],
      body: Buffer.from('{"update":[{"id":999}]}'),
    });
    assert.match(JSON.parse(batch.other.text).update[0].error.message, /^\[/);
    const legacy = await both({ target: '/wc-api/v3/orders' });
    assert.match(JSON.parse(legacy.other.text).errors[0].message, /^\[/);
    const page = await both({ target: '/wp-login.php' });
    assert.match(page.other.text, /<html lang="en-XA"/);
    assert.match(page.other.text, />\[Löğ Îñ\]<\/button>/);
    const styles = (text: string) => /<style>[\s\S]*<\/style>/.exec(text)?.[0];
    assert.equal(styles(page.other.text), styles(page.english.text));
    assert.doesNotMatch(page.other.text, />\s*Lost your password\?\s*</);
  });
});

it('a message keeps markup, quotes, names and numbers', () => {
  assert.equal(
    translated('Use <strong>wc_key</strong> 12 times &amp; "this", see /a/b.'),
    '[Üšé <strong>wc_key</strong> 12 ţíméš &amp; "this", šéé /a/b.]'.replace('Ü', 'Û'),
  );
  assert.equal(translated(''), '');
  assert.equal(translated('12 %'), '12 %');
});
