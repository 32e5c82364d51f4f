/** Refused requests are explained in another thread: what takes for ever is given up, what is too much is said. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ExplainJob } from '../../src/proxy/explain-job.ts';
import { Explaining, type SaidOfRequest } from '../../src/proxy/explaining.ts';
import { ExplainingThread } from '../../src/proxy/explaining-thread.ts';
import type { ShownExplanation, TrafficRow } from '../../src/workbench/view.ts';
import type { WatchedExchange } from '../../src/workbench/watched.ts';

const nothing = new Uint8Array(0);

function refused(target: string): WatchedExchange {
  const headers = ['Host', 'shop.test'];
  return {
    at: 1_800_000_000,
    message: { method: 'GET', scheme: 'https', host: 'shop.test', target, headers, body: nothing },
    answer: { status: 401, headers: [], body: nothing },
    judgements: [],
  };
}

const jobFor = (target: string): ExplainJob => ({
  exchange: refused(target),
  home: 'https://shop.test',
  secrets: [],
});

/** A thread whose patience ends when the test says so. */
function obstinate(context: TestContext) {
  const waits: { isOn: boolean; readonly end: () => void }[] = [];
  const thread = new ExplainingThread(new URL('./obstinate-thread.mjs', import.meta.url), (_, end) => {
    const wait = { isOn: true, end };
    waits.push(wait);
    return () => {
      wait.isOn = false;
    };
  });
  context.after(() => thread.close());
  const patienceEnds = () => waits.find(({ isOn }) => isOn)?.end();
  return { thread, patienceEnds, waiting: () => waits.filter(({ isOn }) => isOn).length };
}

test('what is explained in the thread is what is explained here, masked', async context => {
  const thread = new ExplainingThread();
  context.after(() => thread.close());
  const secret = `cs_${'b'.repeat(40)}`;
  const said = await thread.explain({ ...jobFor(`/wp-json/wc/v3/orders?x=${secret}`), secrets: [secret] });
  assert.equal(said?.fixes[0]?.id, 'credentials-under-wrong-names');
  assert.ok(!JSON.stringify(said).includes(secret));
});

test('what takes for ever is given up and said, and the next is explained by another thread', async context => {
  const { thread, patienceEnds, waiting } = obstinate(context);
  const [endless, next] = [thread.explain(jobFor('/for-ever')), thread.explain(jobFor('/next'))];
  patienceEnds();
  assert.deepEqual(
    [await endless, await next].map(said => said?.says),
    ['Not explained: it took longer than 20 s.', '/next'],
  );
  assert.equal(waiting(), 0, 'no clock runs on');
});

test('a thread that falls over, or takes all the memory that it is given, is told', async context => {
  const { thread } = obstinate(context);
  assert.equal((await thread.explain(jobFor('/crash')))?.says, 'Not explained: it fell over.');
  assert.equal((await thread.explain(jobFor('/memory')))?.says, 'Not explained: it took more than 512 MB.');
  assert.equal((await thread.explain(jobFor('/next')))?.says, '/next');
});

test('at its end what still waits is told', async context => {
  const { thread } = obstinate(context);
  const asked = ['/for-ever', '/next'].map(target => thread.explain(jobFor(target)));
  await thread.close();
  for (const said of [...(await Promise.all(asked)), await thread.explain(jobFor('/late'))])
    assert.equal(said?.says, 'Not explained: the proxy has ended.');
});

const rowOf = (number: number, target: string): TrafficRow => ({
  number,
  at: 0,
  method: 'GET',
  target,
  status: 401,
  scheme: 'https',
  credentials: 'oauth',
  who: 'owner',
  why: '',
});

test('of more refusals than can wait, each that is left out is told; so is what waits at the end', async () => {
  const said: SaidOfRequest[] = [];
  const never = Promise.withResolvers<ShownExplanation>();
  const explaining = new Explaining({ explain: () => never.promise }, each => said.push(each));
  for (let number = 1; number <= 203; number++)
    explaining.add(rowOf(number, `/${number}`), refused(`/${number}`));
  assert.deepEqual(
    said.map(({ number, explanation }) => [number, explanation.verdict]),
    [201, 202, 203].map(number => [number, 'not explained']),
  );
  await explaining.finish(AbortSignal.abort());
  assert.equal(said.length, 203);
  assert.match(said.at(-1)?.explanation.says ?? '', /^Not explained: the proxy has ended before\.$/);
  never.resolve({ ...(said[0] as SaidOfRequest).explanation, verdict: 'told' });
  await never.promise;
  assert.equal(said.length, 203, 'nothing is told twice');
});
