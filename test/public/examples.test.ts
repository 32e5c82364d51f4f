/** Every public function, class and constant has an example in its comment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from '../../src/index.ts';
import { examples } from './names.ts';

test('every public function, class and constant has an example', () => {
  assert.deepEqual(
    Object.keys(api).filter(name => !examples.has(name)),
    [],
  );
});
