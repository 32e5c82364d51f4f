import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { integer, recordSchema, text } from '../../mocks/data/schema.ts';
import { type Entry, Table } from '../../mocks/data/table.ts';

interface Note extends Entry {
  readonly text: string;
}

const schema = recordSchema<Note>({ id: integer, date_created: integer, text });
const isListed = (one: Note) => one.text !== 'trash';

function note(id: number, at: number, text = ''): Note {
  return { id, date_created: at, text };
}

describe('a table', () => {
  it('finds a record by its id', async () => {
    const table = new Table({ schema });
    await table.add(note(7, 100, 'seven'));
    assert.equal(table.get(7)?.text, 'seven');
    assert.equal(table.get(8), undefined);
    assert.equal(table.size, 1);
  });

  it('refuses an id that is taken', async () => {
    const table = new Table({ schema });
    await table.add(note(7, 100));
    await assert.rejects(table.add(note(7, 200)), /the id 7 is taken/);
    assert.equal(table.size, 1);
  });

  it('sorts before it pages', async () => {
    const table = new Table({ schema });
    for (let id = 1; id <= 30; id++) await table.add(note(id, 1000 + id));
    assert.deepEqual(table.ids(0, 3, 'desc'), [30, 29, 28]);
    assert.deepEqual(table.ids(3, 3, 'desc'), [27, 26, 25]);
    assert.deepEqual(table.ids(0, 3, 'asc'), [1, 2, 3]);
    assert.deepEqual(table.ids(28, 3, 'asc'), [29, 30]);
    assert.deepEqual(table.ids(30, 3, 'desc'), []);
  });

  it('makes seeded records when they are read, and keeps what was written to them', async () => {
    const table = new Table({ schema, seedsLater: true });
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
    const table = new Table({ schema });
    for (let id = 1; id <= 4; id++) await table.add(note(id, id * 10));
    await table.replace(note(1, 25));
    assert.deepEqual(table.ids(0, 4, 'asc'), [2, 1, 3, 4]);
  });

  it('leaves out of its list what is not to be listed, until it is again', async () => {
    const table = new Table({ schema, isListed });
    for (let id = 1; id <= 3; id++) await table.add(note(id, id));
    await table.replace(note(2, 2, 'trash'));
    assert.deepEqual(table.ids(0, 9, 'asc'), [1, 3]);
    assert.equal(table.size, 2);
    assert.equal(table.get(2)?.text, 'trash');
    const all = table.findMany(query => query.where({ id: id => id > 1 }), { withUnlisted: true });
    assert.deepEqual(
      all.map(one => one.id),
      [2, 3],
    );
    await table.replace(note(2, 2, 'back'));
    assert.deepEqual(table.ids(0, 9, 'asc'), [1, 2, 3]);
    await table.replace(note(3, 3, 'trash'));
    assert.equal(table.remove(3), true);
    assert.equal(table.has(3), false);
  });

  it('tells of writes, and counts them', async () => {
    const table = new Table({ schema });
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

  it('gives the collection’s own records, by id and by query', async () => {
    const table = new Table({ schema, indexes: ['text'] });
    await table.add(note(1, 10, 'a'));
    const given = note(2, 20, 'b');
    const added = await table.add(given);
    assert.notEqual(added, given, 'the collection has a copy of its own');
    for (const found of [
      table.get(2),
      table.findFirst(query => query.where({ text: 'b' })),
      table.having('text', 'b')[0],
      [...table][1],
    ])
      assert.equal(found, added);
    const replaced = await table.replace(note(2, 5, 'c'));
    for (const found of [
      table.get(2),
      table.findFirst(query => query.where({ text: 'c' })),
      table.having('text', 'c')[0],
      [...table][0],
    ])
      assert.equal(found, replaced);
    assert.deepEqual(table.having('text', 'b'), []);
    table.remove(2);
    assert.equal(
      table.findFirst(query => query.where({ id: 2 })),
      undefined,
    );
    assert.deepEqual(table.having('text', 'c'), []);
  });

  it('answers queries in any order', async () => {
    const table = new Table({ schema, isListed });
    for (const [id, time, word] of [
      [1, 30, 'b'],
      [2, 10, 'a'],
      [3, 20, 'b'],
      [4, 5, 'trash'],
    ] as const)
      await table.add(note(id, time, word));
    const ids = (notes: readonly Note[]) => notes.map(one => one.id);
    assert.deepEqual(ids(table.findMany(query => query.where({ text: 'b' }))), [3, 1]);
    assert.deepEqual(ids(table.filter([])), [2, 3, 1]);
    assert.deepEqual(ids(table.filter([], { orderBy: 'text', order: 'desc' })), [3, 1, 2]);
    assert.deepEqual(ids(table.filter([one => one.id > 2], { withUnlisted: true })), [4, 3]);
  });

  it('refuses what its schema does not allow', async t => {
    t.mock.method(console, 'error', () => {});
    const table = new Table({ schema });
    await table.add(note(1, 1));
    await assert.rejects(table.add({ ...note(2, 2), id: 2.5 }), /does not match the schema/);
    await assert.rejects(table.replace({ ...note(1, 1), ...{ colour: 'red' } }), /does not match the schema/);
    assert.deepEqual(table.ids(0, 9, 'asc'), [1]);
    assert.equal(table.get(1)?.text, '');
  });

  it('is its seed until it is opened, and cannot be queried', async () => {
    const table = new Table({ schema, indexes: ['text'] });
    table.seed({ ids: [1, 2], make: id => note(id, id, `seeded ${id}`) });
    assert.deepEqual(table.ids(0, 9, 'desc'), [2, 1]);
    assert.equal(table.get(2)?.text, 'seeded 2');
    const query = () => table.findFirst(query => query.where({ text: 'seeded 2' }));
    assert.throws(query, /queried before it was opened/);
    assert.throws(() => table.having('text', 'seeded 2'), /queried before it was opened/);
    await table.open();
    assert.equal(query(), table.get(2));
    table.clear();
    assert.equal(table.size, 0);
    assert.throws(query, /queried before it was opened/);
  });

  it('that nobody has written to keeps its records when it gets the same seed again', async () => {
    const table = new Table({ schema, indexes: ['text'] });
    let made = 0;
    const make = (id: number) => {
      made += 1;
      return note(id, id, `seeded ${id}`);
    };
    const seed = { ids: [1, 2], make };
    table.seed(seed);
    await table.open();
    const { revision } = table;
    const madeBefore = made;
    table.seed(seed);
    await table.open();
    assert.equal(made, madeBefore);
    assert.equal(table.revision, revision);
    assert.equal(table.having('text', 'seeded 2').length, 1);
    table.seed({ ids: [3], make });
    await table.open();
    assert.deepEqual(table.ids(0, 9, 'asc'), [3]);
  });

  it('whose seeds come later finds them and what was written to', async () => {
    const table = new Table({ schema, isListed, seedsLater: true });
    table.seed({ ids: [1, 2, 3, 4], make: id => note(id, id, 'seeded') });
    const seeded = () => table.filter([one => one.text === 'seeded']).map(one => one.id);
    assert.deepEqual(seeded(), [1, 2, 3, 4]);
    await table.replace(note(2, 2, 'changed'));
    await table.replace(note(3, 3, 'trash'));
    await table.add(note(5, 0, 'seeded'));
    assert.deepEqual(seeded(), [5, 1, 4]);
    assert.equal(
      table.findFirst(query => query.where({ text: 'changed' })),
      table.get(2),
    );
    assert.deepEqual(
      table.filter([], { withUnlisted: true, order: 'desc', orderBy: 'id' }).map(one => one.id),
      [5, 4, 3, 2, 1],
    );
  });

  it('keeps the order of a sorted list through any writes', async () => {
    const write = fc.record({
      kind: fc.constantFrom('add', 'replace', 'remove'),
      id: fc.integer({ min: 1, max: 12 }),
      at: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(write, { maxLength: 40 }), async (seedsLater, writes) => {
        const table = new Table(seedsLater ? { schema, seedsLater } : { schema });
        const seed = { ids: [1, 2, 3], make: (id: number) => note(id, id) };
        table.seed(seed);
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
        await table.open();
        const ids = (records: readonly Note[]) => records.map(record => record.id);
        assert.deepEqual(ids([...table]), wanted);
        assert.deepEqual(ids(table.filter([])), wanted);
        table.seed(seed);
        await table.open();
        const initial = seed.ids.map(seed.make);
        assert.deepEqual([...table], initial);
        assert.deepEqual(table.filter([]), initial);
      }),
    );
  });
});
