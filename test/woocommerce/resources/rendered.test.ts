import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Rendered, RenderedAnew } from '../../../mocks/woocommerce/resources/rendered.ts';
import type { View } from '../../../mocks/woocommerce/resources/view.ts';

interface Row {
  readonly id: number;
  readonly date_created: number;
  readonly name: string;
}

/** A table that counts its writes, as far as rendering looks at one. */
class Rows {
  readonly rows = new Map<number, Row>();
  revision = 0;
  get = (id: number) => this.rows.get(id);

  write(id: number, name: string): void {
    this.rows.set(id, { id, date_created: 0, name });
    this.revision += 1;
  }
}

type Step =
  | { readonly write: 'rows' | 'other'; readonly id: number; readonly name: string }
  | { readonly record: number; readonly view: View }
  | { readonly page: readonly number[]; readonly view: View };

const views = fc
  .record({
    version: fc.constantFrom(1, 2, 3),
    decimals: fc.constantFrom(0, 2),
    edit: fc.boolean(),
    isTls: fc.boolean(),
    permalinks: fc.constantFrom('pretty', 'plain'),
  })
  .map(
    ({ isTls, permalinks, ...view }) =>
      ({ ...view, context: { isTls, site: { switches: { permalinks } } } }) as View,
  );
const id = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ write: fc.constantFrom('rows', 'other'), id, name: fc.constantFrom('a', 'b', 'é/') }),
  fc.record({ record: id, view: views }),
  fc.record({ page: fc.uniqueArray(id), view: views }),
);

describe('texts that are kept', () => {
  it('are those that would be made anew, whatever was written and however it is looked at', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const [rows, other] = [new Rows(), new Rows()];
        const represent = (row: Row, { version, decimals, edit, context }: View) => ({
          ...row,
          other: other.get(row.id)?.name,
          view: [version, decimals, edit, context.isTls, context.site.switches.permalinks],
        });
        const kept = new Rendered(rows, represent, [other]);
        const anew = new RenderedAnew(rows, represent);
        for (const one of steps) {
          if ('write' in one) (one.write === 'rows' ? rows : other).write(one.id, one.name);
          else if ('record' in one) {
            const row = rows.get(one.record);
            if (row) assert.equal(kept.record(row, one.view).text, anew.record(row, one.view).text);
          } else {
            const find = () => ({ ids: one.page, total: one.page.length });
            const key = one.page.join();
            assert.deepEqual(kept.page(key, one.view, find), anew.page(key, one.view, find));
            assert.deepEqual(
              kept.page(key, one.view, find).json.bytes,
              anew.page(key, one.view, find).json.bytes,
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
