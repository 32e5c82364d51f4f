/** What `latchkey profiles A B` says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileDifferences } from '../../mocks/index.ts';
import { profiles } from '../../mocks/rules.ts';
import schema from '../../schemas/outputs/profile-changes.schema.json' with { type: 'json' };
import { createAjv } from '../../src/files/schema.ts';
import { latchkey } from '../report/cli.ts';

const cwd = import.meta.dirname;

test('each value that a profile has of a rule has a sentence of its own', () => {
  for (const { rule, says } of profileDifferences) {
    for (const profile of Object.values(profiles))
      assert.match(says[String(profile[rule])] ?? '', /^[`A-Z].*\.$/, `${rule} of ${profile.name}`);
    assert.equal(new Set(Object.values(says)).size, Object.values(says).length, rule);
  }
});

test('two versions are told in sentences, what lets a client in first', async () => {
  const { code, out } = await latchkey(['profiles', '10.5', '11.1'], { cwd });
  assert.equal(code, 0);
  assert.match(
    out,
    /^From 10\.5, .* to 11\.1, .*\n\nWho is let in\n {2}Keys are taken for the routes of WooCommerce/,
  );
  const older = await latchkey(['profiles', '8.2', '9.3'], { cwd });
  assert.match(older.out, /to 9\.2 \(for 9\.3\), /);
  const places = [...older.out.matchAll(/^[A-Z].*(?<!routes)$/gm)].map(([line]) => line);
  assert.deepEqual(places.slice(1), ['Who is let in', 'How a request is refused', 'What answers hold']);
  assert.match(older.out, /^New: \d+ methods of routes$/m);
  const same = await latchkey(['profiles', '8.2', '8.2'], { cwd });
  assert.match(same.out, /\n\nNo rule differs\.\n\nThe same routes\.\n$/);
});

test('the JSON of two versions fits its schema', async () => {
  const { out } = await latchkey(['profiles', '5.8', '10.5', '--json'], { cwd });
  const validate = createAjv().compile(schema);
  assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors));
});

test('what is asked for amiss is told in one line', async () => {
  const lines: [string[], RegExp][] = [
    [['8.2'], /^latchkey: profiles 8\.2: expected two versions to compare, such as 10\.5 11\.1\n$/],
    [['8.2', '9.2', '10.5'], /expected two versions to compare/],
    [['8.2', 'new'], /^latchkey: profile "new": expected one of 5\.8/],
    [['8.2', '9.2', '--routes'], /a flag that asks for something else/],
    [['--against', 'real:'], /^latchkey: real:: expected a version, a folder or an archive behind it/],
  ];
  for (const [args, line] of lines) {
    const { code, err } = await latchkey(['profiles', ...args], { cwd });
    assert.equal(code, 2, args.join(' '));
    assert.match(err, line);
    assert.equal(err.trim().split('\n').length, 1);
  }
});
