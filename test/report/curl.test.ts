import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { type CurlRequest, curlCommand } from '../../src/report/curl.ts';

const plain: CurlRequest = {
  method: 'GET',
  url: 'https://shop.test/wp-json/wc/v3/orders',
  headers: [],
  body: '',
};

/** What curl would be given by a shell with these variables. */
function argumentsOf(command: string, env: Readonly<Record<string, string>> = {}): string[] {
  const script = `curl() { for argument; do printf '%s\\n' "$argument"; done; }\n${command}`;
  const { stdout, stderr } = spawnSync('sh', ['-u', '-c', script], { encoding: 'utf8', env });
  assert.equal(stderr, '');
  return stdout.trimEnd().split('\n');
}

describe('the curl command of an exchange', () => {
  it('is a plain one for a plain request', () => {
    assert.equal(curlCommand(plain), "curl --include \\\n  'https://shop.test/wp-json/wc/v3/orders'");
  });

  it('asks for key and secret where they were masked', () => {
    const command = curlCommand({ ...plain, headers: [['Authorization', 'Basic ***']] });
    assert.match(command, /--user "\$CONSUMER_KEY:\$CONSUMER_SECRET"/);
    const env = { CONSUMER_KEY: 'ck_1', CONSUMER_SECRET: 'cs_2' };
    assert.deepEqual(argumentsOf(command, env), ['--include', '--user', 'ck_1:cs_2', plain.url]);
  });

  it('puts variables into a query and a form', () => {
    const command = curlCommand({
      ...plain,
      method: 'POST',
      url: `${plain.url}?consumer_key=ck_***c89a&consumer_secret=cs_***0f1e`,
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: 'log=owner&pwd=***&oauth_signature=***',
    });
    const env = { CONSUMER_KEY: 'ck_1', CONSUMER_SECRET: 'cs_2', PASSWORD: 'p w', OAUTH_SIGNATURE: 's' };
    assert.deepEqual(argumentsOf(command, env), [
      '--include',
      '--header',
      'Content-Type: application/x-www-form-urlencoded',
      '--data-raw',
      'log=owner&pwd=p w&oauth_signature=s',
      `${plain.url}?consumer_key=ck_1&consumer_secret=cs_2`,
    ]);
  });

  it('puts variables into an OAuth header and cookies, and warns of old signatures', () => {
    const command = curlCommand({
      ...plain,
      headers: [
        ['Authorization', 'OAuth oauth_consumer_key="ck_***c89a", oauth_signature="***"'],
        ['Cookie', 'wordpress_logged_in_1095a29d49b786574804aa2e14f27891=***'],
      ],
    });
    assert.match(command, /^# A signature/);
    const env = { CONSUMER_KEY: 'ck_1', OAUTH_SIGNATURE: 's', WORDPRESS_LOGGED_IN: 'c' };
    assert.deepEqual(argumentsOf(command, env), [
      '--include',
      '--header',
      'Authorization: OAuth oauth_consumer_key="ck_1", oauth_signature="s"',
      '--header',
      'Cookie: wordpress_logged_in_1095a29d49b786574804aa2e14f27891=c',
      plain.url,
    ]);
  });

  it('keeps the scheme of Basic as it was written', () => {
    const command = curlCommand({ ...plain, headers: [['Authorization', 'BASIC ***']] });
    assert.deepEqual(argumentsOf(command, { BASIC_CREDENTIALS: 'eA==' }), [
      '--include',
      '--header',
      'Authorization: BASIC eA==',
      plain.url,
    ]);
  });

  for (const text of [`it's`, 'a "b" $HOME `id` \\ !x', '$(id)', 'é %C3%A9', '*** $x "'])
    it(`gives a shell nothing to do: ${text}`, () => {
      const command = curlCommand({ ...plain, headers: [['X-Text', text]] });
      assert.equal(argumentsOf(command, { X_TEXT: '***' })[2], `X-Text: ${text}`);
    });

  it('sends what curl would otherwise change', () => {
    const command = curlCommand({ ...plain, method: 'DELETE', url: 'https://shop.test/a/../b?x[]={1}' });
    assert.deepEqual(argumentsOf(command), [
      '--include',
      '--request',
      'DELETE',
      '--globoff',
      '--path-as-is',
      'https://shop.test/a/../b?x[]={1}',
    ]);
    assert.match(curlCommand({ ...plain, method: 'HEAD' }), /^curl --head/);
  });
});
