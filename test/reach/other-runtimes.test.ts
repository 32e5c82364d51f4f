/** Bun and Deno send their requests by ways that nobody catches: a store in the process says so, and nothing is sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../mocks/index.ts';
import { intercept } from '../../mocks/intercept.ts';

for (const [name, version] of [
  ['bun', '1.4.5'],
  ['deno', '2.9.6'],
] as const)
  test(`intercept() in ${name} is refused`, async context => {
    const store = await createStore({ home: 'https://shop.test' });
    const own = process.versions;
    context.after(() => Object.defineProperty(process, 'versions', { value: own, configurable: true }));
    Object.defineProperty(process, 'versions', { value: { ...own, [name]: version }, configurable: true });
    assert.throws(
      () => intercept(store),
      new RegExp(`requests cannot be caught in ${name} ${version}, .*expected a store on sockets`, 'i'),
    );
  });
