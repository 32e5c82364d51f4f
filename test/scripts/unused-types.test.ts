import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { unusedTypes } from '../../scripts/unused-types.ts';

const root = mkdtempSync(path.join(tmpdir(), 'latchkey-types-'));
after(() => rmSync(root, { recursive: true, force: true }));

const generated = new Map([
  [
    'schemas/types/order.ts',
    [
      '/** An order. Not a Refund. */',
      'export interface Order { lines: Line[] }',
      'export interface Line { total: Money }',
      'export type Money = string;',
      'export interface Refund { reason: string }',
    ].join('\n'),
  ],
]);

function write(file: string, text: string): void {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

describe('generated types that nobody imports', () => {
  test('are all of them where no code imports any, whatever tests do', () => {
    write('test/order.test.ts', "import type { Order } from '../schemas/types/order.ts';");
    assert.equal(unusedTypes(root, generated).length, 4);
  });

  test('are those that no imported type is made of', () => {
    write('src/shop/order.ts', "import type { Order as Row } from '../../schemas/types/order.ts';");
    assert.deepEqual(unusedTypes(root, generated), ['schemas/types/order.ts: Refund']);
  });

  test('are none once the last is imported', () => {
    write('mocks/refund.ts', "import type { Refund } from '../schemas/types/order.ts';");
    assert.deepEqual(unusedTypes(root, generated), []);
  });
});
