/** Whatever a server does, the client ends with a failure that says what it was, within its time. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../../../src/client/http/client.ts';
import { hostileServer, misbehaviours } from '../../hostile-server.ts';

const answerTimeout = 600;
const failures: Readonly<Record<string, [code: RegExp, message: RegExp]>> = {
  'a body without an end': [/^ANSWER_TOO_LARGE$/, /^the answer is longer than 8388608 bytes$/],
  'a byte now and then': [/^TIMED_OUT$/, /^the answer was not whole within 0.6 seconds$/],
  'a head without an end': [/^UND_ERR_HEADERS_OVERFLOW$/, /^the head of the answer is longer than 16384/],
  'a head byte by byte': [/^(?:TIMED_OUT|UND_ERR_HEADERS_TIMEOUT)$/, /./],
  'interim answers without an end': [/^(?:TIMED_OUT|UND_ERR_HEADERS_TIMEOUT)$/, /./],
  'nothing at all': [/^(?:TIMED_OUT|UND_ERR_HEADERS_TIMEOUT)$/, /./],
  'not HTTP': [/^NOT_HTTP$/, /^Response does not match the HTTP\/1.1 protocol/],
  'thirty megabytes of JSON': [/^ANSWER_TOO_LARGE$/, /./],
};

for (const [name, [code, message]] of Object.entries(failures))
  test(name, async t => {
    const url = await hostileServer(t, misbehaviours[name] as (typeof misbehaviours)[string]);
    const client = createClient({ answerTimeout, connectTimeout: 500 });
    t.after(() => client.close());
    const { answer, failure, duration } = await client.send({ method: 'GET', url: `${url}/`, headers: [] });
    assert.equal(answer, undefined);
    assert.match(failure?.code ?? '', code);
    assert.match(failure?.message ?? '', message);
    assert.ok(duration < 5_000, `${duration} ms`);
  });

test('whoever gives up first is told as that', async t => {
  const url = await hostileServer(t, misbehaviours['nothing at all'] as (typeof misbehaviours)[string]);
  const client = createClient({ answerTimeout: 5_000 });
  t.after(() => client.close());
  const signal = AbortSignal.timeout(50);
  const { failure } = await client.send({ method: 'GET', url: `${url}/`, headers: [] }, { signal });
  assert.notEqual(failure?.code, 'TIMED_OUT');
});

test('closing the client ends what is under way', async t => {
  const url = await hostileServer(t, misbehaviours['nothing at all'] as (typeof misbehaviours)[string]);
  const client = createClient();
  const sent = client.send({ method: 'GET', url: `${url}/`, headers: [] });
  await new Promise(resolve => setTimeout(resolve, 50));
  await client.close();
  assert.ok((await sent).failure);
});
