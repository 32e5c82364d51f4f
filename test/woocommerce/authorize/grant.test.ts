import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CurlError } from '../../../mocks/index.ts';
import { flow, Harness, type Options } from './harness.ts';

/** A merchant who is logged in and has the page before them. */
async function asked(
  options: Options = {},
  parameters: Record<string, string> = flow,
  role = 'administrator',
) {
  const harness = new Harness(options);
  await harness.logIn(role);
  const page = await harness.visit('authorize', parameters);
  return { harness, page, approve: () => harness.get(page.link('wc-auth-approve')) };
}
const message = (body: string) => /aria-level="1">(.*?)<\/p>/.exec(body)?.[1];

test('approving makes a key of the user who is logged in and POSTs it', async () => {
  const { harness, approve } = await asked({}, { ...flow, scope: 'write' }, 'shop_manager');
  const answer = await approve();
  assert.equal(answer.location, 'http://app.test/return-page?success=1&user_id=123');
  const [key] = [...harness.keys];
  assert.equal(key?.userId, 2);
  assert.equal(key?.permissions, 'write');
  assert.match(
    key?.description ?? '',
    /^My App - API Write \(created on November 21, 2026 at \d+:\d\d [ap]m\)\.$/,
  );
  const [sent] = harness.sent;
  assert.equal(sent?.method, 'POST');
  assert.equal(
    new TextDecoder().decode(sent?.body),
    `{"key_id":1,"user_id":"123","consumer_key":"${key?.consumerKey}","consumer_secret":"${key?.consumerSecret}","key_permissions":"write"}`,
  );
});

test('user_id is sent back as it came, with slashes and what is beyond ASCII escaped', async () => {
  const { harness, approve } = await asked({}, { ...flow, user_id: 'a/b é 😀 <i>1</i>' });
  await approve();
  // The page's own URLs have cleaned it: no tags are left.
  assert.match(
    new TextDecoder().decode(harness.sent[0]?.body),
    /"user_id":"a\\\/b \\u00e9 \\ud83d\\ude00 1"/,
  );
});

for (const status of [201, 202, 204, 206, 304, 400, 401, 403, 404, 410, 500, 503]) {
  test(`a callback that answers ${status} has the key deleted`, async () => {
    const { harness, approve } = await asked({ app: () => ({ status }) });
    const answer = await approve();
    assert.equal(answer.status, 401);
    assert.equal(
      message(answer.body),
      'Error: An error occurred in the request and at the time were unable to send the consumer data.',
    );
    assert.deepEqual([...harness.keys], []);
  });
}

test('key numbers are not given twice, even where the key was deleted', async () => {
  let status = 500;
  const { harness, approve } = await asked({ app: () => ({ status }) });
  await approve();
  status = 200;
  await approve();
  assert.deepEqual(
    [...harness.keys].map(({ keyId }) => keyId),
    [2],
  );
});

for (const [status, method] of [
  [301, 'POST'],
  [302, 'GET'],
  [303, 'GET'],
  [307, 'POST'],
  [308, 'POST'],
] as const) {
  test(`a redirect with ${status} is followed by ${method}, and what comes last counts`, async () => {
    const { harness, approve } = await asked({
      app: ({ url }) => (url.endsWith('/callback') ? { status, location: '/moved' } : { status: 200 }),
    });
    assert.equal((await approve()).status, 302);
    assert.deepEqual(
      harness.sent.map(sent => `${sent.method} ${sent.url}`),
      ['POST https://app.test:9443/callback', `${method} https://app.test:9443/moved`],
    );
  });
}

test('five redirects are followed, not six', async () => {
  const { harness, approve } = await asked({ app: () => ({ status: 307, location: '/again' }) });
  const answer = await approve();
  assert.equal(message(answer.body), 'Error: Too many redirects.');
  assert.equal(harness.sent.length, 6);
  assert.deepEqual([...harness.keys], []);
});

test('a redirect is checked as the callback was', async () => {
  const { approve } = await asked({
    app: () => ({ status: 301, location: 'https://user@app.test/callback' }),
  });
  assert.equal(message((await approve()).body), 'Error: A valid URL was not provided..');
});

test('an app that is not reached is told in words of cURL', async () => {
  const { harness, approve } = await asked({ app: () => new CurlError(28, 'Operation timed out') });
  assert.equal(message((await approve()).body), 'Error: cURL error 28: Operation timed out.');
  assert.deepEqual([...harness.keys], []);
});

test('a host without an address and a user name in the URL are refused before anything is sent', async () => {
  for (const callback_url of ['https://no-such-host.test/', 'https://u:p@app.test/', 'https://[::1]/cb']) {
    const { harness, approve } = await asked({}, { ...flow, callback_url });
    assert.equal(message((await approve()).body), 'Error: A valid URL was not provided..');
    assert.deepEqual(harness.sent, []);
    assert.deepEqual([...harness.keys], []);
  }
});

test('the policy of WordPress refuses private addresses and odd ports', async () => {
  const outcome = async (callback_url: string) => {
    const { approve } = await asked({ policy: 'wordpress' }, { ...flow, callback_url });
    return (await approve()).status;
  };
  assert.equal(await outcome('https://app.test/callback'), 401);
  assert.equal(await outcome('https://10.1.2.3/callback'), 401);
  assert.equal(await outcome('https://172.31.0.1/'), 401);
  assert.equal(await outcome('https://172.32.0.1/'), 302);
  assert.equal(await outcome('https://public.test/callback'), 302);
  assert.equal(await outcome('https://public.test:8080/callback'), 302);
  assert.equal(await outcome('https://public.test:9443/callback'), 401);
  // The store's own host and port always pass.
  assert.equal(await outcome('https://shop.test:8105/callback'), 302);
});

test('the approve link can be used twice, in the session and by the user it was made for, for 12 to 24 hours', async () => {
  const { harness, page, approve } = await asked();
  assert.equal((await approve()).status, 302);
  assert.equal((await approve()).status, 302);
  harness.now += 12 * 3600;
  assert.equal((await approve()).status, 302);
  harness.now += 12 * 3600;
  assert.equal(message((await approve()).body), 'Error: Invalid nonce verification.');
  const fresh = (await harness.visit('authorize')).link('wc-auth-approve');
  await harness.logIn('shop_manager');
  assert.equal(message((await harness.get(fresh)).body), 'Error: Invalid nonce verification.');
  assert.notEqual(fresh, page.link('wc-auth-approve'));
});

test('the nonce counts in the query only', async () => {
  const { harness, page } = await asked();
  const url = new URL(page.link('wc-auth-approve'));
  const wc_auth_nonce = url.searchParams.get('wc_auth_nonce') ?? '';
  url.searchParams.delete('wc_auth_nonce');
  const posted = await harness.send('POST', url.href, { wc_auth_nonce });
  assert.equal(message(posted.body), 'Error: Invalid nonce verification.');
  assert.equal((await harness.get(`${url.href}&wc_auth_nonce=${wc_auth_nonce.toUpperCase()}`)).status, 302);
});

test('a return_url with a scheme of its own leads nowhere: WordPress sends an empty page', async () => {
  const { approve, page } = await asked({}, { ...flow, return_url: 'myapp://return' });
  assert.equal(page.link('wc-auth-deny'), '');
  const answer = await approve();
  assert.deepEqual([answer.status, answer.location, answer.body], [200, undefined, '']);
});
