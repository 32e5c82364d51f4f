import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse_str } from '../../../mocks/php/parse_str.ts';
import {
  LinkDefaults,
  LinkQuery,
  listLinks,
  twiceEncoded,
} from '../../../mocks/woocommerce/resources/list-links.ts';

const base = 'http://shop.test:8105/wp-json/wc/v3/orders';

function queryOf(text: string): LinkQuery {
  return new LinkQuery(parse_str(text), text);
}

function next(query: string): string | undefined {
  return listLinks(base, queryOf(query), 1, 2)?.slice(base.length + 2, -'>; rel="next"'.length);
}

describe('the links of a list', () => {
  it('repeat the query as recorded', () => {
    assert.equal(next('per_page=1'), 'per_page=1&page=2');
    // nonce.016: the = at the end is lost, the + becomes a space and a + again.
    assert.equal(next('s=Ftnmiy2j7%2BFCk2%2F8pSxruHWhy2A%3D'), 's=Ftnmiy2j7+FCk2%2F8pSxruHWhy2A&page=2');
    // nonce.023: an & in a value starts another parameter.
    assert.equal(next('n=a%20b%2Bc%2Fd%3De%26f%25iqgdhhal'), 'n=a+b+c%2Fd%3De&f%iqgdhhal&page=2');
    // oauth.value.084: nothing is left behind a NUL.
    assert.equal(next('per_page=1&search2=a%00b&x=1'), 'per_page=1&search2=a&page=2');
    // oauth.array.013
    assert.equal(next('filter[a]=100%25'), 'filter%5Ba%5D=100%25&page=2');
    assert.equal(next('search='), 'search&page=2');
    assert.equal(next('a=b%23c&d=e'), 'a=b&page=2#c&d=e');
  });

  it('go to the last page from beyond it', () => {
    assert.equal(listLinks(base, queryOf('page=99&x=1'), 99, 3), `<${base}?page=3&x=1>; rel="prev"`);
    assert.equal(listLinks(base, queryOf('x=1'), 1, 1), undefined);
  });

  it('are the same on the short way as on WordPress’s', () => {
    const text = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9+/=~._ -]{0,8}$/),
      fc.stringMatching(/^[ -~]{0,6}$/),
      fc.stringMatching(/^[A-Za-z0-9+/]{4}={0,2}$/),
      fc.constantFrom('', '=', '==', 'a=', '+', '%', '%41', '&', '#', '?', 'a&b=c', '\u00e9'),
    );
    const part = fc.tuple(
      fc.constantFrom('a', 'b', 'c_d', 'e-f', 'G', 'page', 'a[0]', 'a[]', 'b[x][y]', 'c.d', '0', 'a b', 'é'),
      text,
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom('+', '%20'), (parts, plus) => {
        const raw = parts.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
        const sent = raw.join('&').replaceAll('%20', plus);
        const query = queryOf(sent);
        const wanted = twiceEncoded(base, query, 2);
        assert.equal(listLinks(base, query, 1, 2), `<${wanted}>; rel="next"`);
      }),
      { numRuns: 2000 },
    );
  });

  it('end where PHP reads no more variables', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `n${i}=v`).join('&');
    const query = queryOf(text);
    query.set('dp', '2');
    assert.equal(listLinks(base, query, 1, 2), `<${base}?${text}&page=2>; rel="next"`);
  });

  it('end with what every request has that sends nothing of it', () => {
    const query = queryOf('x=1%2B2');
    query.addDefaults(new LinkDefaults({ status: ['any'], dp: 2 }));
    const wanted = 'status%5B0%5D=any&dp=2&page=2';
    assert.equal(listLinks(base, query, 1, 2), `<${base}?x=1+2&${wanted}>; rel="next"`);
    query.set('y', 'a b');
    assert.equal(listLinks(base, query, 1, 2), `<${base}?x=1+2&y=a+b&${wanted}>; rel="next"`);
    const odd = queryOf('x=%26');
    odd.addDefaults(new LinkDefaults({ status: ['any'], dp: 2 }));
    assert.equal(listLinks(base, odd, 1, 2), `<${base}?x&${wanted}>; rel="next"`);
    assert.throws(() => new LinkDefaults({ a: '&' }), RangeError);
  });

  it('change a copy of what was sent, and add behind it', () => {
    const text = 'status=any&x=1';
    const sent = parse_str(text);
    const query = new LinkQuery(sent, text);
    query.set('dp', '2');
    query.set('x', '2');
    query.delete('status');
    query.set('status', 'draft');
    assert.deepEqual(query.entries(), [
      ['x', '2'],
      ['dp', '2'],
      ['status', 'draft'],
    ]);
    assert.deepEqual([...sent.keys()], ['status', 'x']);
  });
});
