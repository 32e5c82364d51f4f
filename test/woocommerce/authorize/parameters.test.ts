import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { flow, Harness } from './harness.ts';

const message = (body: string) => /aria-level="1">(.*?)<\/p>/.exec(body)?.[1];
const refusalOf = async (parameters: Record<string, string>, route = 'authorize') => {
  const page = await new Harness().visit(route, parameters);
  return page.status === 401 && page.title === 'Access denied' ? message(page.body) : undefined;
};

test('each parameter is mandatory, and the first that is missing is named', async () => {
  for (const name of Object.keys(flow)) {
    const { [name as keyof typeof flow]: _, ...rest } = flow;
    for (const parameters of [rest, { ...flow, [name]: '' }, { ...flow, [name]: '0' }]) {
      assert.equal(await refusalOf(parameters), `Error: Missing parameter ${name}.`);
    }
  }
  assert.equal(await refusalOf({}), 'Error: Missing parameter app_name.');
  assert.equal(await refusalOf({ app_name: 'x', scope: 'read' }), 'Error: Missing parameter user_id.');
});

test('URLs: the return_url first, TLS for the callback_url alone, and after the scope', async () => {
  const url = (value: string) => refusalOf({ ...flow, callback_url: value });
  assert.equal(await url('http://app.test/cb'), 'Error: The callback_url needs to be over SSL.');
  assert.equal(await url('app.test/cb'), undefined);
  assert.equal(await url('HTTPS://app.test/cb'), undefined);
  assert.equal(await url('https://a b/'), 'Error: The https://a b/ is not a valid URL.');
  assert.equal(await url('https://-a.test/'), 'Error: The https://-a.test/ is not a valid URL.');
  assert.equal(
    await refusalOf({ ...flow, return_url: 'a b', callback_url: 'c d' }),
    'Error: The https://a b is not a valid URL.',
  );
  assert.equal(
    await refusalOf({ ...flow, scope: 'all', callback_url: 'http://app.test' }),
    'Error: Invalid scope all.',
  );
});

test('routes: case does not matter, what is unknown is refused after the parameters were looked at', async () => {
  const harness = new Harness();
  assert.match((await harness.visit('AUTHORIZE')).location ?? '', /\/wc-auth\/v1\/login\/\?/);
  assert.equal(await refusalOf(flow, 'nope'), 'Error: You do not have permission to access this page.');
  assert.equal(await refusalOf({}, 'nope'), 'Error: Missing parameter app_name.');
  assert.equal(
    await refusalOf(flow, 'access_granted'),
    'Error: You do not have permission to access this page.',
  );
});

test('the query names the route where nothing is rewritten', async () => {
  const harness = new Harness({ permalinks: 'plain' });
  const query = new URLSearchParams({ 'wc-auth-version': '1', 'wc-auth-route': 'authorize', ...flow });
  const answer = await harness.get(`http://shop.test:8105/?${query}`);
  // WooCommerce's own URL then leads to the front page.
  assert.match(answer.location ?? '', /^http:\/\/shop\.test:8105\/\?wc-auth\/v1=login&app_name=My%20App&/);
});

test('a list in the place of a text is no fault of the store', async () => {
  const harness = new Harness();
  const base = 'http://shop.test:8105/wc-auth/v1/authorize?';
  const query = (changed: string) => `${base}${new URLSearchParams(flow)}&${changed}`;
  const listed = await harness.get(query('app_name[]=x&app_name[]=y'));
  assert.match(listed.location ?? '', /app_name%5B0%5D=x&app_name%5B1%5D=y/);
  assert.equal(message((await harness.get(query('scope[]=read'))).body), 'Error: Invalid scope Array.');
});

test('what a client types gets nowhere as markup', async () => {
  const marks = fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '/', ' ', 'b', '=', ';', '#', '%3C', '\\'),
  });
  await fc.assert(
    fc.asyncProperty(marks, marks, async (app_name, user_id) => {
      const harness = new Harness();
      await harness.logIn('administrator');
      const parameters = { ...flow, app_name: `x${app_name}`, user_id: `y${user_id}` };
      for (const page of [
        await harness.visit('authorize', parameters),
        await harness.visit('nope', parameters),
      ]) {
        // The tags of the page are its own, whatever was typed; the logo is the only picture.
        const markup = page.body
          .replace(/<style>.*?<\/style>/s, '')
          .replace(/<h1 id="wc-logo"><img [^>]*><\/h1>/, '');
        const tags = markup.match(/<\/?([a-z0-9]+|!doctype)/gi) ?? [];
        const own = /^<\/?(!doctype|html|head|meta|title|style|body|main|div|h1|p|ul|li|strong|span|a)$/i;
        assert.deepEqual(
          tags.filter(tag => !own.test(tag)),
          [],
        );
        for (const attribute of page.body.matchAll(/<a ([^>]*)>/g)) {
          assert.match(attribute[1] ?? '', /^class="[^"]*" href="[^"<>]*"$/);
        }
      }
    }),
    { numRuns: 200 },
  );
});
