/** The recorded flows of granting keys, driven against the simulated store. */
import { createStore, type Fixture } from '../../mocks/index.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type FlowLevel, replayFlow } from '../../src/recordings/flows.ts';
import type { RecordedScenario } from '../../src/recordings/recording.ts';
import { ScriptedApp } from '../../src/recordings/scripted-app.ts';

const recordings = path.resolve(import.meta.dirname, '.');
const fixture: Fixture = JSON.parse(readFileSync(path.join(recordings, 'stores/wc-10.5.json'), 'utf8'));
const flows = readFileSync(path.join(recordings, 'scenarios/wc-auth-10.5.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as RecordedScenario);

for (const level of ['verdict', 'full'] satisfies FlowLevel[]) {
  test(`all ${flows.length} flows are answered as recorded: ${level}`, async () => {
    const app = new ScriptedApp();
    const store = await createStore({ fixture, orders: 1, outbound: app });
    const wrong = [];
    for (const flow of flows) {
      await store.reset();
      const target = {
        answer: store.answer.bind(store),
        setClock: store.setClock.bind(store),
        app,
        home: fixture.home,
        users: fixture.users,
      };
      const differences = await replayFlow(target, flow, level);
      if (differences.length > 0) wrong.push({ id: flow.id, title: flow.title, differences });
    }
    assert.deepEqual(wrong, []);
  });
}

test('a store that answers something else is told apart', async () => {
  const app = new ScriptedApp();
  const store = await createStore({
    fixture,
    orders: 1,
    outbound: app,
    authorizeRules: { isDelivered: result => 'status' in result && result.status < 300 },
  });
  const flow = flows.find(({ title }) => title === 'approve, the callback answers 201') as RecordedScenario;
  const differences = await replayFlow(
    {
      answer: store.answer.bind(store),
      setClock: store.setClock.bind(store),
      app,
      home: fixture.home,
      users: fixture.users,
    },
    flow,
    'verdict',
  );
  assert.deepEqual(
    differences.map(({ step, where }) => `${step} ${where}`),
    ['2 status', '2 headers.location', '2 page.title'],
  );
});
