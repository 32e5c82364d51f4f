/** Two faults at once, as they were met before real stores: what is proven of one must not be the doing of the other. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { type Direct, openDirect } from './direct.ts';
import { serious } from './stage.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const refused: Answer = {
  status: 403,
  headers: ['Content-Type', 'text/html'],
  body: Buffer.from('<html><head><title>403 Forbidden</title></head><body>403 Forbidden</body></html>'),
};
const isInQuery = ({ target }: Message): boolean => /[?&](oauth_|consumer_)/.test(target);

describe('a firewall that refuses credentials in the query', () => {
  for (const withKey of [true, false])
    it(`is no filter of User-Agents, ${withKey ? 'with' : 'without'} a key`, async () => {
      const diagnosis = await direct.visit(message => (isInQuery(message) ? refused : undefined), withKey);
      assert.equal(serious(diagnosis)[0], 'firewall');
      assert.ok(!serious(diagnosis).includes('user-agent-filter'), serious(diagnosis).join(', '));
    });

  it('and a filter of User-Agents beside it is told', async () => {
    const diagnosis = await direct.visit(
      message => (isInQuery(message) || /python/.test(message.headers.join(' ')) ? refused : undefined),
      true,
    );
    assert.ok(serious(diagnosis).includes('user-agent-filter'), serious(diagnosis).join(', '));
  });
});
