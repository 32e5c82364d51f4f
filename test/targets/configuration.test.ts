import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { UsageError } from '../../mocks/errors.ts';
import { readConfiguration } from '../../src/targets/configuration.ts';
import { resolveTarget } from '../../src/targets/resolved.ts';
import { openSecrets } from '../../src/targets/secrets.ts';

const name = 'latchkey.config.json';

function folder(t: TestContext, files: Record<string, string>): string {
  const made = mkdtempSync(path.join(tmpdir(), 'latchkey-configuration-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(made, file), text);
  return made;
}

function refused(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    assert.equal(error.code, 'LATCHKEY_CONFIGURATION');
    assert.doesNotMatch(error.message, /\n/);
    return error.message;
  }
  throw new Error('it was taken');
}

const staging = (inside: string) => `{\n  "targets": {\n    "staging": ${inside}\n  }\n}\n`;

const bad: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  [
    'no JSON',
    '{"targets": ',
    /^latchkey\.config\.json:1:13: is no JSON: a value is missing; expected a configuration$/,
  ],
  ['nothing', '', /^latchkey\.config\.json.*expected a configuration/],
  ['no target', '{"targets": {}}', /:1:2: \/targets: expected 1 or more properties$/],
  [
    'an unknown name',
    staging('{"url": "https://a.test", "urls": 1}'),
    /:3:42: \/targets\/staging\/urls: unknown property "urls" \(did you mean "url"\?\); expected one of url, httpUrl/,
  ],
  [
    'a hosting fault that the suite knows nothing of',
    staging('{"url": "https://a.test", "hosting": ["redirect-http"]}'),
    /:3:\d+: \/targets\/staging\/hosting\/0: expected one of authorization-basic-only, .*tls-ends-at-proxy \(did you mean "redirect-https"\?\)$/,
  ],
  ['no URL', staging('{}'), /:3:5: \/targets\/staging: expected a property "url"$/],
  [
    'a URL that is none',
    staging('{"url": "a.test"}'),
    /:3:17: \/targets\/staging\/url: expected an absolute http or https URL/,
  ],
  [
    'a user in the URL',
    staging('{"url": "https://me:pw@a.test"}'),
    /\/targets\/staging\/url: is a literal secret; expected \{"env": "STAGING_URL"\}/,
  ],
  [
    'a literal secret',
    staging(
      '{"url": "https://a.test",\n      "personas": {"owner": {"consumerKey": {"env": "K"}, "consumerSecret": "cs_123"}}}',
    ),
    /^latchkey\.config\.json:4:59: \/targets\/staging\/personas\/owner\/consumerSecret: is a literal secret; expected \{"env": "STAGING_OWNER_CONSUMER_SECRET"\}, and the value in/,
  ],
  [
    'a literal password',
    staging('{"url": "https://a.test", "administrator": {"login": "a", "password": "hunter2"}}'),
    /administrator\/password: is a literal secret; expected \{"env": "STAGING_ADMINISTRATOR_PASSWORD"\}/,
  ],
  [
    'a key in a header',
    staging('{"url": "https://a.test", "headers": {"X-Api-Key": "abc"}}'),
    /headers\/X-Api-Key: is a literal secret/,
  ],
  [
    'a key somewhere else',
    staging(`{"url": "https://a.test", "headers": {"X-Any": "ck_${'a1'.repeat(20)}"}}`),
    /headers\/X-Any: is a literal secret/,
  ],
  [
    'the value in the place of the name',
    staging(
      `{"url": "https://a.test", "personas": {"owner": {"consumerKey": {"env": "ck_${'a1'.repeat(20)}"}, "consumerSecret": {"env": "S"}}}}`,
    ),
    /consumerKey\/env: is a literal secret/,
  ],
  [
    'no name of a variable',
    staging('{"url": "https://a.test", "administrator": {"login": "a", "password": {"env": "A B"}}}'),
    /administrator\/password\/env: expected the name of a variable/,
  ],
  [
    'an unknown persona',
    staging('{"url": "https://a.test", "personas": {"boss": {}}}'),
    /\/targets\/staging\/personas\/boss: expected one of owner, reader/,
  ],
  [
    'a wrong kind',
    staging('{"url": "https://a.test", "writes": "yes"}'),
    /:3:42: \/targets\/staging\/writes: it is a string; expected true or false$/,
  ],
  [
    'a name twice',
    staging('{"url": "https://a.test", "url": "https://b.test"}'),
    /:3:42: \/targets\/staging\/url: is given twice/,
  ],
  [
    'the name of the simulated store',
    '{"targets": {"simulated": {"url": "https://a.test"}}}',
    /\/targets\/simulated: expected a name of letters/,
  ],
];

for (const [what, text, message] of bad)
  test(`refused with file and place: ${what}`, t => {
    const told = refused(() => readConfiguration(name, folder(t, { [name]: text })));
    assert.match(told, message);
    assert.doesNotMatch(told, /cs_123|hunter2|me:pw|a1a1/);
  });

test('a file that is not there', t => {
  assert.match(
    refused(() => readConfiguration('no.json', folder(t, {}))),
    /^no\.json: no such file; expected a configuration/,
  );
});

const good = `{
  // A comment, and a comma too many.
  "$schema": "./schemas/configuration.schema.json",
  "targets": {
    "staging": {
      "url": "https://staging.example.com/shop/",
      "personas": { "owner": { "consumerKey": { "env": "KEY" }, "consumerSecret": { "env": "SECRET" } } },
      "timeouts": { "answer": 5 },
    },
    "other": { "url": "http://other.example.com" }
  }
}`;

test('secrets come from the environment, and from the env file where that has none', t => {
  const cwd = folder(t, { [name]: good, '.env': 'KEY=ck_file\nSECRET="cs_file"\n' });
  const read = readConfiguration(name, cwd);
  const secrets = openSecrets(read, { KEY: 'ck_environment' });
  const target = resolveTarget(read, 'staging', secrets);
  assert.deepEqual(target.personas.get('owner'), {
    name: 'owner',
    consumerKey: 'ck_environment',
    consumerSecret: 'cs_file',
  });
  assert.deepEqual(target.secrets, ['ck_environment', 'cs_file']);
  assert.equal(target.timeouts.answer, 5000);
  assert.equal(target.writes, false);
});

test('a variable that is not set is told where it is asked for; other targets do not mind', t => {
  const cwd = folder(t, { [name]: good });
  const read = readConfiguration(name, cwd);
  const secrets = openSecrets(read, { KEY: 'ck_1', SECRET: '' });
  assert.match(
    refused(() => resolveTarget(read, 'staging', secrets)),
    /^latchkey\.config\.json:7:\d+: \/targets\/staging\/personas\/owner\/consumerSecret: the variable SECRET is empty/,
  );
  assert.equal(resolveTarget(read, 'other', secrets).stated.url, 'http://other.example.com');
  assert.throws(
    () => resolveTarget(read, 'nope', secrets),
    /--target nope: .* expected simulated, staging, other/,
  );
});

test('an env file that git would take is refused', t => {
  const cwd = folder(t, { [name]: good, '.env': 'KEY=ck_1\n' });
  const git = (...args: string[]) => execFileSync('git', args, { cwd, stdio: 'ignore' });
  const open = () => openSecrets(readConfiguration(name, cwd), {});
  git('init', '-q');
  assert.match(refused(open), /^\.env: git does not ignore it; expected a file that git ignores/);
  writeFileSync(path.join(cwd, '.gitignore'), '.env\n');
  open();
  git('add', '-f', '.env');
  assert.match(refused(open), /^\.env: git tracks it/);
});
