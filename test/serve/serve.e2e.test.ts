import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseEnv, promisify } from 'node:util';
import { builtInFixture, createCertificates } from '../../mocks/index.ts';
import { latchkey, serve, serveForPeople } from '../cli/latchkey.ts';
import { open } from '../reach/listener/raw-client.ts';

const run = promisify(execFile);

/** curl with no configuration and no proxy of the machine's; gives back status and body. */
async function curl(...args: string[]): Promise<{ status: number; body: string }> {
  const { stdout } = await run('curl', [
    '-q',
    '--noproxy',
    '*',
    '-sS',
    '-m',
    '20',
    '-w',
    '\n%{http_code}',
    ...args,
  ]);
  const cut = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(cut + 1)), body: stdout.slice(0, cut) };
}

function folder(context: TestContext): (name: string, text: string) => string {
  const made = mkdtempSync(path.join(tmpdir(), 'latchkey-test-'));
  context.after(() => rmSync(made, { recursive: true }));
  return (name, text) => {
    const file = path.join(made, name);
    writeFileSync(file, text);
    return file;
  };
}

const orders = '/wp-json/wc/v3/orders';
const owner = builtInFixture().keys[0] as { consumer_key: string; consumer_secret: string };
const credentials = `${owner.consumer_key}:${owner.consumer_secret}`;

test('it says where it is in one line, answers there over HTTP and HTTPS, and ends on Ctrl-C', async context => {
  const serving = await serve(context);
  assert.match(serving.http, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(serving.https, /^https:\/\/127\.0\.0\.1:\d+$/);
  assert.match(serving.control, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal((await curl(`${serving.http}${orders}`)).status, 401);
  const secure = await curl('--cacert', serving.ca, '-u', credentials, `${serving.https}${orders}`);
  assert.equal(secure.status, 200);
  assert.equal((JSON.parse(secure.body) as unknown[]).length, 10);
  const port = new URL(serving.https).port;
  const named = await curl(
    '--cacert',
    serving.ca,
    '--resolve',
    `shop.test:${port}:127.0.0.1`,
    '-u',
    credentials,
    `https://shop.test:${port}${orders}`,
  );
  assert.equal(named.status, 200);
  await assert.rejects(curl(`${serving.https}${orders}`), 'nobody trusts the certificate unasked');
  const { code, stdout, stderr } = await serving.end();
  assert.equal(code, 0);
  assert.equal(stdout.split('\n').length, 2);
  assert.equal(stderr, '');
  assert.ok(!existsSync(serving.ca), 'the authority’s file is removed');
});

test('it ends within a second even with connections that are kept open', async context => {
  const serving = await serve(context);
  const port = Number(new URL(serving.http).port);
  const sockets = await Promise.all([1, 2, 3].map(() => open(port)));
  sockets[0]?.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  sockets[1]?.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc');
  const started = performance.now();
  assert.equal((await serving.end('SIGTERM')).code, 0);
  assert.ok(performance.now() - started < 10_000);
});

test('without a fixture the home URL is the HTTP URL printed', async context => {
  const serving = await serve(context);
  const { body } = await curl(`${serving.http}/wp-json/`);
  assert.equal((JSON.parse(body) as { home: string }).home, serving.http);
  const { body: health } = await curl(`${serving.control}/health`);
  assert.equal((JSON.parse(health) as { home: string }).home, serving.http);
});

test('over TLS, links and log-ins lead on over TLS, at the port of both', async context => {
  const serving = await serve(context);
  assert.equal(serving.https, serving.http.replace('http:', 'https:'));
  const trusted = ['--cacert', serving.ca];
  const first = await curl(...trusted, '-u', credentials, '-D', '-', `${serving.https}${orders}?per_page=2`);
  const [, next = ''] = /^link: .*<([^>]*)>; rel="next"/im.exec(first.body) ?? [];
  const second = await curl(...trusted, '-u', credentials, '-g', next);
  assert.equal(second.status, 200);
  assert.equal((JSON.parse(second.body) as unknown[]).length, 2);
  const admin = await curl(...trusted, '-L', '-D', '-', `${serving.https}/wp-admin/`);
  assert.equal(admin.status, 200);
  const location = `${serving.https}/wp-login.php?redirect_to=${encodeURIComponent(`${serving.https}/wp-admin/`)}&reauth=1`;
  assert.ok(admin.body.includes(`Location: ${location}`), admin.body);
});

test('two ports where two are named, and one where one is', async context => {
  const two = await serve(context, '--http', '0', '--https', '0');
  assert.notEqual(new URL(two.https).port, new URL(two.http).port);
  assert.equal((await curl('--cacert', two.ca, '-u', credentials, `${two.https}${orders}`)).status, 200);
  assert.equal((await curl(`${two.http}${orders}`)).status, 401);
  assert.match((await curl(two.https.replace('https:', 'http:'))).body, /speaking plain HTTP/);
  const one = await serve(context, '--https', '0');
  assert.equal(new URL(one.https).port, new URL(one.http).port);
});

test('the home URL is the fixture’s, whatever the ports, unless --home says otherwise', async context => {
  const file = folder(context)('store.json', JSON.stringify(builtInFixture('http://shop.test:8105/shop')));
  const homeOf = async (...args: string[]) => {
    const serving = await serve(context, '--store', file, ...args);
    const { home, profile } = JSON.parse((await curl(`${serving.control}/health`)).body) as Record<
      string,
      string
    >;
    await serving.end();
    return [home, profile];
  };
  assert.deepEqual(await homeOf(), ['http://shop.test:8105/shop', '10.5']);
  assert.deepEqual(await homeOf('--home', 'https://www.shop.test/', '--profile', '8.2'), [
    'https://www.shop.test',
    '8.2',
  ]);
});

test('the control listener stops the clock, and Date follows', async context => {
  const serving = await serve(context);
  await curl('-X', 'PUT', '-d', '{"now": 0}', `${serving.control}/clock`);
  const { stdout } = await run('curl', ['-q', '--noproxy', '*', '-sSI', serving.http]);
  assert.match(stdout, /Date: Thu, 01 Jan 1970 00:00:0\d GMT/);
  const journal = JSON.parse((await curl(`${serving.control}/journal`)).body) as { exchanges: unknown[] };
  assert.equal(journal.exchanges.length, 1);
});

test('switches: maintenance, and as many orders as asked for', async context => {
  const maintenance = await serve(context, '--maintenance');
  assert.equal((await curl(`${maintenance.http}/wp-json/`)).status, 503);
  const few = await serve(context, '--orders', '3');
  const { body } = await curl('--cacert', few.ca, '-u', credentials, `${few.https}${orders}`);
  assert.equal((JSON.parse(body) as unknown[]).length, 3);
});

test('a certificate of one’s own is served, and no other is made', async context => {
  const write = folder(context);
  const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  const [caFile, certFile, keyFile] = [write('ca.pem', ca), write('cert.pem', cert), write('key.pem', key)];
  const serving = await serve(context, '--cert', certFile, '--key', keyFile);
  assert.equal(serving.ca, null);
  assert.equal((await curl('--cacert', caFile, '-u', credentials, `${serving.https}${orders}`)).status, 200);
});

test('for people: keys, users and the lines to paste', async () => {
  const { code, stdout } = await serveForPeople();
  assert.equal(code, 0);
  for (const text of [
    owner.consumer_key,
    owner.consumer_secret,
    'owner-password',
    'curl --cacert ',
    'NODE_EXTRA_CA_CERTS=',
    'home URL',
    'revoked',
  ])
    assert.ok(stdout.includes(text), `${text} is not in:\n${stdout}`);
});

test('for people: the tables fit a terminal of 80 columns', async () => {
  const { stdout } = await serveForPeople();
  const tables = stdout.slice(stdout.indexOf('Keys ('), stdout.indexOf('To trust'));
  for (const line of tables.split('\n')) assert.ok(line.length <= 80, line);
});

test('for programs: --json, GET / of the control listener and --write-env say how a client gets in', async context => {
  const file = folder(context)('shop.env', '');
  const serving = await serve(context, '--write-env', file);
  const described = JSON.parse(serving.stdout()) as {
    environment: Record<string, string>;
    keys: { persona: string; consumerKey: string; consumerSecret?: string }[];
  };
  assert.deepEqual(JSON.parse((await curl(`${serving.control}/`)).body), described);
  assert.deepEqual(parseEnv(readFileSync(file, 'utf8')), described.environment);
  assert.equal(statSync(file).mode & 0o777, 0o600, 'nobody else reads it');
  const { LATCHKEY_HTTPS_URL, LATCHKEY_CONSUMER_KEY, LATCHKEY_CONSUMER_SECRET, LATCHKEY_CA_FILE } =
    described.environment;
  const pair = `${LATCHKEY_CONSUMER_KEY}:${LATCHKEY_CONSUMER_SECRET}`;
  const { status } = await curl(
    '--cacert',
    `${LATCHKEY_CA_FILE}`,
    '-u',
    pair,
    `${LATCHKEY_HTTPS_URL}${orders}`,
  );
  assert.equal(status, 200);
  assert.equal(
    described.keys.find(({ persona }) => persona === 'owner')?.consumerSecret,
    owner.consumer_secret,
  );
  await serving.end();
  assert.ok(!existsSync(file), 'it goes with the store');
});

test('for programs: the secrets of a fixture of one’s own are in the file that was asked for alone', async context => {
  const write = folder(context);
  const fixture = builtInFixture('http://shop.test');
  const own = `cs_${'5'.repeat(40)}`;
  const store = write(
    'store.json',
    JSON.stringify({ ...fixture, keys: fixture.keys.map(key => ({ ...key, consumer_secret: own })) }),
  );
  const file = write('shop.env', '');
  const serving = await serve(context, '--store', store, '--write-env', file);
  assert.ok(!serving.stdout().includes(own));
  assert.ok(!(await curl(`${serving.control}/`)).body.includes(own));
  assert.equal(parseEnv(readFileSync(file, 'utf8')).LATCHKEY_CONSUMER_SECRET, own);
});

test('the .env of a project is not written over', async context => {
  const file = folder(context)('.env', 'MINE=1\n');
  const { code, stderr } = await latchkey(['serve', '--write-env', file]);
  assert.equal(code, 2);
  assert.match(stderr, /--write-env .*: the file is there, and latchkey serve has not written it; expected/);
  assert.equal(readFileSync(file, 'utf8'), 'MINE=1\n');
});

test('for people: the keys of a fixture of one’s own are not printed', async context => {
  const file = folder(context)('store.json', JSON.stringify(builtInFixture('http://shop.test')));
  const { stdout } = await serveForPeople('--store', file);
  for (const secret of [owner.consumer_key, owner.consumer_secret, 'owner-password'])
    assert.ok(!stdout.includes(secret), stdout);
});

test('bad input: one line that names it and what was expected, exit 2, nothing left behind', async context => {
  const write = folder(context);
  const own = await createCertificates({ hosts: ['a.test'] });
  const other = await createCertificates({ hosts: ['a.test'] });
  const [cert, key, otherKey] = [
    write('cert.pem', own.cert),
    write('key.pem', own.key),
    write('other.pem', other.key),
  ];
  const noise = write('noise.pem', 'noise');
  const occupied = createServer();
  await new Promise<void>(resolve => occupied.listen(0, '127.0.0.1', resolve));
  context.after(() => occupied.close());
  const port = String((occupied.address() as { port: number }).port);
  const cases: [RegExp, ...string[]][] = [
    [/--store .*missing\.json: no such file; expected a fixture/, '--store', 'missing.json'],
    [
      /--store .*broken\.json:1:9: is no JSON: a value is missing/,
      '--store',
      write('broken.json', '{"home":'),
    ],
    [
      /--store .*empty\.json:1:1: expected a fixture in JSON with a property "home"/,
      '--store',
      write('empty.json', '{}'),
    ],
    [/--store .*array\.json:1:1: it is an array; expected an object/, '--store', write('array.json', '[]')],
    [/--store .*: it is a directory; expected/, '--store', tmpdir()],
    [/--http .*port is in use/, '--http', port],
    [/--https .*port is in use/, '--https', port],
    [/--control .*port is in use/, '--control', port],
    [/'99999' is invalid.*Expected a port/, '--http', '99999'],
    [/'8080x' is invalid.*Expected a port/, '--control', '8080x'],
    [/'-1' is invalid.*Expected/, '--orders', '-1'],
    [/'10000001' is invalid.*from 0 to 10000000/, '--orders', '10000001'],
    [/'http:\/\/shop\.test\/a b' is invalid.*Expected a home URL/, '--home', 'http://shop.test/a b'],
    [/' http:\/\/shop\.test' is invalid.*Expected a home URL/, '--home', ' http://shop.test'],
    [/'9\.9' is invalid.*Allowed choices are .*10\.5/, '--profile', '9.9'],
    [/'shop' is invalid.*Expected a home URL/, '--home', 'shop'],
    [/'ftp:\/\/shop\.test' is invalid/, '--home', 'ftp://shop.test'],
    [/'http:\/\/shop\.test\/\?a=1' is invalid/, '--home', 'http://shop.test/?a=1'],
    [/--host 192\.0\.2\.1: expected an address of this machine/, '--host', '192.0.2.1'],
    [/--cert .*: expected its private key/, '--cert', cert],
    [/--key .*: expected its certificate/, '--key', key],
    [/--cert .*noise\.pem: expected a certificate in PEM/, '--cert', noise, '--key', key],
    [/--key .*noise\.pem: expected a private key in PEM/, '--cert', cert, '--key', noise],
    [/--key .*other\.pem: expected the private key of .*cert\.pem/, '--cert', cert, '--key', otherKey],
    [/--callback-ca .*noise\.pem: expected a certificate/, '--callback-ca', noise],
    [/'none' is invalid.*any, wordpress/, '--callback-policy', 'none'],
    [/unknown option '--htpp'.*--http/, '--htpp', '1'],
    [/too many arguments/, 'now'],
  ];
  // A folder of its own for temporary files: other tests run at the same time.
  const temporary = mkdtempSync(path.join(tmpdir(), 'latchkey-test-'));
  context.after(() => rmSync(temporary, { recursive: true, force: true }));
  for (const [expected, ...args] of cases) {
    const { code, stdout, stderr } = await latchkey(['serve', ...args], { TMPDIR: temporary });
    assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, expected);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    assert.equal(stdout, '');
  }
  // Node's own compile cache may be there; nothing of ours.
  assert.deepEqual(
    readdirSync(temporary).filter(name => name.startsWith('latchkey-')),
    [],
  );
});

test('the program: help lists the commands, a typo is helped, a version is told', async () => {
  const help = await latchkey(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /serve +run the simulated store/);
  assert.match(help.stdout, /Examples:/);
  const typo = await latchkey(['serv']);
  assert.equal(typo.code, 2);
  assert.match(typo.stderr, /^latchkey: unknown command 'serv' \(Did you mean serve\?\)\n$/);
  assert.match((await latchkey(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match((await latchkey(['help', 'serve'])).stdout, /--callback-policy/);
  assert.equal((await latchkey([])).code, 2);
});
