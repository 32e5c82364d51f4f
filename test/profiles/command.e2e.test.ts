/** `latchkey profiles --against`: a store with rules of its own, on sockets, beside the profile that is nearest to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInFixture, createStore } from '../../mocks/index.ts';
import schema from '../../schemas/outputs/profile-against.schema.json' with { type: 'json' };
import { createAjv } from '../../src/files/schema.ts';
import { launch } from '../../src/serve/launch.ts';
import { Folder } from '../live/folder.ts';

test('each difference is told with its rule, and what a new profile would say', async t => {
  const rules = { legacyCleaning: 'sanitize_text_field', missingReviews: 'refused' } as const;
  const launched = await launch(({ url, httpsPort }) =>
    createStore({ home: url, httpsPort, profileRules: rules }),
  );
  t.after(() => launched.close());
  const folder = new Folder(t);
  const env: Record<string, string> = {};
  const personas: Record<string, object> = {};
  for (const { name, consumer_key, consumer_secret } of builtInFixture().keys) {
    env[`${name}_KEY`] = consumer_key;
    env[`${name}_SECRET`] = consumer_secret;
    personas[name] = { consumerKey: { env: `${name}_KEY` }, consumerSecret: { env: `${name}_SECRET` } };
  }
  folder.configure(
    { http: launched.url, https: launched.httpsUrl, ca: launched.authorityFile ?? '' },
    { personas },
  );

  const run = await folder.latchkey(['profiles', '--against', 'staging', 'LEGACY-10', '--json'], env);
  assert.equal(run.code, 1, run.stderr);
  const found = JSON.parse(run.stdout);
  const validate = createAjv().compile(schema);
  const isValid: boolean = validate(found);
  assert.ok(isValid, JSON.stringify(validate.errors));
  const known = found.rules.filter(({ outcome }: { outcome: string }) => outcome === 'known');
  assert.deepEqual(
    Object.fromEntries(known.map(({ rule, value }: { rule: string; value: string }) => [rule, value])),
    rules,
  );
  // It may not be written to, so nothing is made there to look at.
  const unasked = found.rules.filter(({ outcome }: { outcome: string }) => outcome === 'cannot tell');
  assert.deepEqual(
    unasked.map(({ rule }: { rule: string }) => rule),
    ['orderTrashHooks'],
  );
  assert.ok(found.differing.length > 0);
  for (const { id, rules: own, isExplained } of found.differing) {
    assert.deepEqual(own, ['legacyCleaning'], id);
    assert.ok(isExplained, id);
  }
  assert.equal(found.profile.legacyCleaning, 'sanitize_text_field');
  assert.doesNotMatch(run.stdout, new RegExp(Object.values(env).join('|')));
});

test('a store that no configuration has is named by its URL, where a target is named that is told', async t => {
  const launched = await launch(({ url, httpsPort }) =>
    createStore({ home: url, httpsPort, profileRules: { missingReviews: 'refused' } }),
  );
  t.after(() => launched.close());
  const folder = new Folder(t);
  const owner = builtInFixture().keys.find(({ name }) => name === 'owner');
  const run = await folder.latchkey(['profiles', '--against', launched.httpsUrl, 'BASIC-01', '--json'], {
    NODE_EXTRA_CA_CERTS: launched.authorityFile ?? '',
    LATCHKEY_CONSUMER_KEY: owner?.consumer_key ?? '',
    LATCHKEY_CONSUMER_SECRET: owner?.consumer_secret ?? '',
  });
  assert.equal(run.code, 1, run.stderr);
  const known = JSON.parse(run.stdout).rules.filter(
    ({ outcome }: { outcome: string }) => outcome === 'known',
  );
  assert.deepEqual(
    known.map(({ rule, value }: { rule: string; value: string }) => [rule, value]),
    [['missingReviews', 'refused']],
  );

  const elsewhere = {
    drift: '--url https://shop.example',
    doctor: 'latchkey doctor https://shop.example',
    proxy: 'latchkey proxy https://shop.example',
  };
  for (const [command, place] of Object.entries(elsewhere)) {
    const { code, stderr } = await folder.latchkey([command, '--target', 'https://shop.example']);
    assert.equal(
      stderr,
      `latchkey: --target https://shop.example: a URL is no name of a target; expected a name, or ${place}\n`,
    );
    assert.equal(code, 2, command);
  }
});
