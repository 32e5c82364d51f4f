import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Entry, Table } from '../../mocks/data/table.ts';

interface Note extends Entry {
  readonly text: string;
}

function note(id: number, at: number, text = ''): Note {
  return { id, date_created: at, text };
}

describe('a table', () => {
  it('finds a record by its id', async () => {
    const table = new Table<Note>();
    await table.add(note(7, 100, 'seven'));
    assert.equal(table.get(7)?.text, 'seven');
    assert.equal(table.get(8), undefined);
    assert.equal(table.size, 1);
  });

  it('refuses an id that is taken', async () => {
    const table = new Table<Note>();
    await table.add(note(7, 100));
    await assert.rejects(table.add(note(7, 200)), /the id 7 is taken/);
    assert.equal(table.size, 1);
  });

  it('sorts before it pages', async () => {
    const table = new Table<Note>();
    for (let id = 1; id <= 30; id++) await table.add(note(id, 1000 + id));
    assert.deepEqual(table.ids(0, 3, 'desc'), [30, 29, 28]);
    assert.deepEqual(table.ids(3, 3, 'desc'), [27, 26, 25]);
    assert.deepEqual(table.ids(0, 3, 'asc'), [1, 2, 3]);
    assert.deepEqual(table.ids(28, 3, 'asc'), [29, 30]);
    assert.deepEqual(table.ids(30, 3, 'desc'), []);
  });

  it('makes seeded records when they are read, and keeps what was written to them', async () => {
    const table = new Table<Note>();
    let made = 0;
    table.seed({
      ids: Array.from({ length: 100_000 }, (_, i) => i + 1),
      make: id => {
        made += 1;
        return note(id, id, `seeded ${id}`);
      },
    });
    assert.equal(table.size, 100_000);
    assert.equal(made, 0);
    assert.equal(table.get(5)?.text, 'seeded 5');
    await table.replace(note(5, 5, 'changed'));
    assert.equal(table.get(5)?.text, 'changed');
    assert.equal(table.remove(6), true);
    assert.equal(table.remove(6), false);
    assert.equal(table.get(6), undefined);
    assert.deepEqual(table.ids(3, 4, 'asc'), [4, 5, 7, 8]);
    await table.add(note(6, 6, 'again'));
    assert.deepEqual(table.ids(3, 4, 'asc'), [4, 5, 6, 7]);
  });

  it('moves a record whose time changes', async () => {
    const table = new Table<Note>();
    for (let id = 1; id <= 4; id++) await table.add(note(id, id * 10));
    await table.replace(note(1, 25));
    assert.deepEqual(table.ids(0, 4, 'asc'), [2, 1, 3, 4]);
  });

  it('leaves out of its list what is not to be listed, until it is again', async () => {
    const table = new Table<Note>(one => one.text !== 'trash');
    for (let id = 1; id <= 3; id++) await table.add(note(id, id));
    await table.replace(note(2, 2, 'trash'));
    assert.deepEqual(table.ids(0, 9, 'asc'), [1, 3]);
    assert.equal(table.size, 2);
    assert.equal(table.get(2)?.text, 'trash');
    assert.deepEqual(
      [...table.unlisted()].map(one => one.id),
      [2],
    );
    await table.replace(note(2, 2, 'back'));
    assert.deepEqual(table.ids(0, 9, 'asc'), [1, 2, 3]);
    await table.replace(note(3, 3, 'trash'));
    assert.equal(table.remove(3), true);
    assert.equal(table.has(3), false);
  });

  it('tells of writes, and counts them', async () => {
    const table = new Table<Note>();
    const seen: string[] = [];
    const stop = table.onChange((change, id) => seen.push(`${change} ${id}`));
    await table.add(note(1, 1));
    await table.replace(note(1, 1, 'x'));
    table.remove(1);
    stop();
    await table.add(note(2, 2));
    assert.deepEqual(seen, ['added 1', 'replaced 1', 'removed 1']);
    assert.equal(table.revision, 4);
  });

  it('keeps the order of a sorted list through any writes', async () => {
    const write = fc.record({
      kind: fc.constantFrom('add', 'replace', 'remove'),
      id: fc.integer({ min: 1, max: 12 }),
      at: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 40 }), async writes => {
        const table = new Table<Note>();
        table.seed({ ids: [1, 2, 3], make: id => note(id, id) });
        const model = new Map([1, 2, 3].map(id => [id, note(id, id)]));
        for (const { kind, id, at } of writes) {
          if (kind === 'remove') assert.equal(table.remove(id), model.delete(id));
          else if (kind === 'add' && !model.has(id)) {
            await table.add(note(id, at));
            model.set(id, note(id, at));
          } else if (kind === 'replace' && model.has(id)) {
            await table.replace(note(id, at));
            model.set(id, note(id, at));
          }
        }
        const wanted = [...model.values()]
          .sort((a, b) => a.date_created - b.date_created || a.id - b.id)
          .map(record => record.id);
        assert.deepEqual(table.ids(0, 100, 'asc'), wanted);
        assert.deepEqual(table.ids(0, 100, 'desc'), wanted.toReversed());
        assert.deepEqual(
          [...table].map(record => record.id),
          wanted,
        );
      }),
    );
  });
});
