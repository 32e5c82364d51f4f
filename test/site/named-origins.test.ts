import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayTakeSecrets } from '../../src/site/named-origins.ts';

for (const [url, named, may] of [
  ['https://a.test/x', ['https://a.test'], true],
  ['http://a.test', ['https://a.test'], false],
  ['http://a.test', ['https://a.test', 'http://a.test'], true],
  ['http://a.test:8080', ['http://a.test'], false],
  ['https://a.test', ['http://a.test'], true],
  ['https://a.test:8443', ['http://a.test:8080'], true],
  ['https://a.test:8443', ['https://a.test'], false],
  ['https://www.a.test', ['https://a.test'], false],
  ['https://a.test.evil.test', ['https://a.test'], false],
  ['https://a.test@evil.test', ['https://a.test'], false],
  ['http://127.0.0.1:8080', ['https://127.0.0.1:8443'], true],
  ['http://localhost:8080', ['https://127.0.0.1:8443'], false],
  ['javascript:alert(1)', ['https://a.test'], false],
  ['nothing', ['https://a.test'], false],
] as const)
  test(`${url} where ${named} was named`, () => assert.equal(mayTakeSecrets(url, named), may));
