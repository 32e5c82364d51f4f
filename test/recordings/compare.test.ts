import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare } from '../../src/recordings/compare.ts';
import type { RecordedAnswer } from '../../src/recordings/recording.ts';

const refused: RecordedAnswer = {
  status: 401,
  headers: { 'content-type': 'application/json', vary: 'Origin' },
  body: { kind: 'json', json: { code: 'no', message: 'No.', data: { status: 401 } } },
};

describe('comparing an answer with a recorded one', () => {
  it('finds nothing in the same answer', () => {
    assert.deepEqual(compare(refused, structuredClone(refused), 'full'), []);
  });

  it('tells status, code and message apart at the level verdict', () => {
    const got: RecordedAnswer = {
      ...refused,
      status: 403,
      body: { kind: 'json', json: { code: 'nope', message: 'Nope.' } },
    };
    assert.deepEqual(
      compare(refused, got, 'verdict').map(({ what }) => what),
      ['status', 'code', 'message'],
    );
  });

  it('looks at headers and the whole error only at the level full', () => {
    const got: RecordedAnswer = {
      ...refused,
      headers: { 'content-type': 'application/json', 'x-new': '1' },
      body: { kind: 'json', json: { code: 'no', message: 'No.', data: null } },
    };
    assert.deepEqual(compare(refused, got, 'verdict'), []);
    assert.deepEqual(
      compare(refused, got, 'full').map(({ what }) => what),
      ['header vary', 'header x-new', 'body'],
    );
  });

  it('notices a challenge and a location that are missing', () => {
    const wanted = { ...refused, headers: { 'www-authenticate': 'Basic', location: 'http://a/' } };
    assert.deepEqual(
      compare(wanted, { ...refused, headers: {} }, 'verdict').map(({ what }) => what),
      ['www-authenticate', 'location'],
    );
  });

  it('counts a list, names the keys of a record, and tells the two apart', () => {
    const list: RecordedAnswer = { status: 200, headers: {}, body: { kind: 'array', length: 2 } };
    const record: RecordedAnswer = {
      status: 200,
      headers: {},
      body: { kind: 'object', keys: ['id', 'total'] },
    };
    const got = (json: unknown): RecordedAnswer => ({
      status: 200,
      headers: {},
      body: { kind: 'json', json },
    });
    assert.deepEqual(compare(list, got([1, 2]), 'full'), []);
    assert.deepEqual(compare(record, got({ id: 1, total: 2 }), 'full'), []);
    assert.equal(compare(list, got([1]), 'full')[0]?.what, 'length');
    assert.equal(compare(record, got({ total: 2, id: 1 }), 'full')[0]?.what, 'keys');
    assert.equal(compare(list, got({}), 'verdict')[0]?.what, 'kind of body');
  });

  it('reads the error of an envelope and of the legacy API', () => {
    const legacy = (message: string): RecordedAnswer => ({
      status: 401,
      headers: {},
      body: { kind: 'json', json: { errors: [{ code: 'x', message }] } },
    });
    assert.equal(compare(legacy('a'), legacy('b'), 'verdict')[0]?.what, 'message');
    const envelope = (code: string): RecordedAnswer => ({
      status: 200,
      headers: {},
      body: { kind: 'json', json: { body: { code, message: 'm' }, status: 401, headers: [] } },
    });
    assert.equal(compare(envelope('a'), envelope('b'), 'verdict')[0]?.what, 'code');
  });

  it('takes another nonce of the same form for the same', () => {
    const nonce = (value: string): RecordedAnswer => ({ status: 200, headers: { nonce: value } });
    assert.deepEqual(compare(nonce('d5b7e11cac'), nonce('0123456789'), 'full'), []);
    assert.equal(compare(nonce('d5b7e11cac'), nonce('none'), 'full').length, 1);
  });

  it('takes how many a live store has for its own business, and a signature in a Link for the client\u2019s', () => {
    const list = (headers: Record<string, string>, length: number): RecordedAnswer => ({
      status: 200,
      headers,
      body: { kind: 'array', length },
    });
    const link = (signature: string) => ({ 'x-wp-total': '3', link: `<http://a/?oauth_signature=${signature}>; rel="next"` });
    const json = (headers: Record<string, string>, length: number): RecordedAnswer => ({
      status: 200,
      headers,
      body: { kind: 'json', json: Array(length).fill({}) },
    });
    assert.deepEqual(compare(list(link('a%2Bb%3D'), 1), json(link('a+b'), 1), 'full', true), []);
    const more = { 'x-wp-total': '9', 'x-wp-totalpages': '9', link: '<http://a/?page=2>; rel="next"' };
    const one = { 'x-wp-total': '1', 'x-wp-totalpages': '1' };
    assert.deepEqual(compare(list(more, 2), json(one, 1), 'full', true), []);
    const names = (differences: ReturnType<typeof compare>) => differences.map(({ what }) => what);
    // The same number, and another Link; a total that is not told; and a store whose data is known.
    assert.deepEqual(names(compare(list(link('a'), 1), json({ 'x-wp-total': '3' }, 1), 'full', true)), ['header link']);
    assert.deepEqual(names(compare(list(one, 1), json({ 'x-wp-total': '1' }, 1), 'full', true)), ['header x-wp-totalpages']);
    assert.deepEqual(names(compare(list(more, 2), json(one, 1), 'full')), [
      'header x-wp-total',
      'header x-wp-totalpages',
      'header link',
      'length',
    ]);
  });
});
