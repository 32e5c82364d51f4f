/** Other people's clients, unmodified, against `latchkey serve`: what works, and what is known not to. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { cases } from './cases.ts';
import { clients, installNpmClients } from './clients.ts';
import { expectedFailures, expectedOf, failuresOf } from './expected.ts';
import { runClient } from './matrix.ts';
import { type ClientRun, isUpToDate } from './page.ts';
import { type Stores, startStores } from './stores.ts';

installNpmClients();

describe('clients of other people', () => {
  let stores: Stores;
  const ends: (() => void)[] = [];
  const runs: ClientRun[] = [];
  before(async () => {
    stores = await startStores({ after: (end: () => void) => void ends.push(end) });
  });
  after(() => {
    for (const end of ends) end();
  });

  for (const client of clients) {
    const skip = client.version() === undefined ? `not installed (${client.from})` : false;
    test(`${client.language}: ${client.name}`, { skip }, async () => {
      const cells = await runClient(client, stores);
      runs.push({ client, cells });
      assert.deepEqual(failuresOf(cells), expectedOf(client.name));
    });
  }

  test('docs/guides/clients.md says what came out (npm run clients writes it)', context => {
    if (runs.length < clients.length) context.skip('not every client is installed here');
    else assert.ok(isUpToDate(runs));
  });
});

test('every expected failure is one of a client and a case that there is', () => {
  for (const { client, case: id, because } of expectedFailures) {
    assert.ok(
      clients.some(({ name }) => name === client),
      client,
    );
    assert.ok(
      cases.some(one => one.id === id),
      id,
    );
    assert.notEqual(because, '');
  }
});
