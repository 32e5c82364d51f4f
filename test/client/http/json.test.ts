import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJson } from '../../../src/client/http/json.ts';

describe('parseJson', () => {
  it('reads what is nested as real answers are, and brackets within strings', () => {
    const deep = `${'['.repeat(500)}${']'.repeat(500)}`;
    assert.deepEqual(parseJson(deep), JSON.parse(deep));
    const brackets = JSON.stringify(['"[{\\'.repeat(1000), 'a,'.repeat(300_000)]);
    assert.deepEqual(parseJson(brackets), JSON.parse(brackets));
  });

  it('reads nothing that is nested deeper, or has more members', () => {
    assert.equal(parseJson(`${'['.repeat(501)}${']'.repeat(501)}`), undefined);
    assert.equal(parseJson('{"a":'.repeat(100_000)), undefined);
    assert.equal(parseJson(`[${'1,'.repeat(250_001)}1]`), undefined);
    assert.equal(parseJson('{"a'), undefined);
  });
});
