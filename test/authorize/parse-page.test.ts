/** A page that a store sends is read in a time that grows with its size and no faster. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePage } from '../../src/authorize/parse-page.ts';

describe('parsePage', () => {
  it('reads a page with comments, a document type and elements that are never closed', () => {
    const page = parsePage(
      `<!doctype html><html><!-- <h1>no</h1> --><p>a<p>b<br><h1>yes</h1><ul>${'<li>x'.repeat(200)}</ul><!-- end`,
    );
    assert.deepEqual(
      page.querySelectorAll('h1').map(heading => heading.text),
      ['yes'],
    );
    assert.equal(page.querySelectorAll('li').length, 200);
  });

  const hostile: Readonly<Record<string, string>> = {
    comments: '<!--',
    elements: '<div>',
    paragraphs: '<p>',
    options: '<option>',
    'end tags of others': '<div></p>',
    'tags that do not end': '<a x="',
    'less-than signs': '<',
  };
  for (const [name, piece] of Object.entries(hostile))
    it(`is not held up by a megabyte of ${name}`, () => {
      const start = performance.now();
      const page = parsePage(piece.repeat(1_000_000 / piece.length));
      assert.deepEqual(page.querySelectorAll('h1'), []);
      assert.ok(performance.now() - start < 3_000, `${performance.now() - start} ms`);
    });
});
