/** Several servers of which one is set up otherwise: no turn of the balancer hides it. */

import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Answer, createStore, listen, type Message, type Store } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { openStage, type Stage, serious } from './stage.ts';

let stage: Stage;
let sound: Store;
let stripping: Store;

before(async () => {
  stage = await openStage();
  sound = await stage.put();
  stripping = await createStore({ home: stage.https, orders: 5, faults: ['strip-authorization'] });
});
after(() => stage.close());

/** One of the servers strips the header; they take turns with each request. */
const inTurn = (servers: number, offset: number) => {
  let turn = offset;
  return (message: Message): Answer | Promise<Answer> =>
    (turn++ % servers === 0 ? stripping : sound).answer(message);
};

describe('one server of several that strips the header', () => {
  for (const servers of [2, 3])
    for (let offset = 0; offset < servers; offset += 1)
      for (const key of ['owner', null])
        it(`${servers} servers, from the ${offset + 1}. on, ${key === null ? 'without' : 'with'} a key`, async () => {
          await stage.put({ answer: inTurn(servers, offset) });
          const diagnosis = await stage.visit({ key });
          assert.ok(serious(diagnosis).includes('answers-vary'), serious(diagnosis).join(', '));
        });

  it('is met where only the requests that are sent again meet it', async () => {
    // A server that was put behind the balancer while the doctor asked.
    let asked = 0;
    await stage.put({
      answer: message => {
        const isAgain = message.headers.some(value => value === 'close');
        const isStripping =
          isAgain && message.target.startsWith('/wp-json/wc/v3/orders?') && ++asked % 3 === 0;
        return (isStripping ? stripping : sound).answer(message);
      },
    });
    assert.deepEqual(serious(await stage.visit()), ['answers-vary']);
  });
});

describe('a balancer that chooses a server for each connection', () => {
  it('shows both servers', async () => {
    const ports: number[] = [];
    let connections = 0;
    const balancer = createServer(socket => {
      // The connections that the doctor opens first all lead to the sound server; over http keys are signed in the query.
      const isLate = connections++ > 4 && connections % 2 === 0;
      const server = connect(ports[isLate ? 1 : 0] as number, '127.0.0.1');
      for (const end of [socket, server]) end.on('error', () => end.destroy());
      socket.pipe(server).pipe(socket);
    });
    await new Promise<void>(resolve => {
      balancer.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`;
    const listeners = await Promise.all(
      [[], ['query-dropped']].map(async faults =>
        listen(await createStore({ home: url, orders: 5, faults }), { http: 0 }),
      ),
    );
    ports.push(...listeners.map(({ http }) => http as number));
    const client = createClient();
    try {
      const diagnosis = await stage.visit({ url, client });
      assert.ok(!isHealthy(diagnosis));
      assert.ok(serious(diagnosis).includes('answers-vary'), serious(diagnosis).join(', '));
    } finally {
      await client.close();
      await new Promise(resolve => {
        balancer.close(resolve);
      });
      await Promise.all(listeners.map(listener => listener.close()));
    }
  });
});
