import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePost } from '../../mocks/php/post.ts';
import { type Entries, entries, phpCgi, phpEntries, whyNoPhpCgi } from './real-php.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('$_POST', () => {
  it('is filled by a POST alone, its method compared by case', () => {
    const form = 'application/x-www-form-urlencoded';
    assert.equal(parsePost('POST', form, latin1('a=1')).get('a'), '1');
    for (const method of ['post', 'PUT', 'PATCH', 'GET', 'DELETE']) {
      assert.equal(parsePost(method, form, latin1('a=1')).size, 0, method);
    }
  });

  it('reads one variable beyond the limit of 1,000', () => {
    const body = Array.from({ length: 1200 }, (_, i) => `v${i}=1`).join('&');
    assert.equal(parsePost('POST', 'application/x-www-form-urlencoded', latin1(body)).size, 1001);
  });
});

describe('$_POST, held against php-cgi', { skip: whyNoPhpCgi }, () => {
  let folder: string;
  let script: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-php-'));
    script = join(folder, 'post.php');
    writeFileSync(script, `<?php ${phpEntries} echo json_encode(entries($_POST));`);
  });
  after(() => rmSync(folder, { recursive: true }));

  function agrees(contentType: string, body: string): void {
    const printed = phpCgi(script, latin1(body), { REQUEST_METHOD: 'POST', CONTENT_TYPE: contentType });
    const expected = JSON.parse(printed) as Entries;
    const ours = entries(parsePost('POST', contentType, latin1(body)));
    assert.deepEqual(ours, expected, `${contentType}: ${JSON.stringify(body)}`);
  }

  it('reads the content type up to a semicolon, comma or space, without regard to case', () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=UTF-8',
      'Application/X-WWW-Form-UrlEncoded',
      'application/x-www-form-urlencoded,text/plain',
      'application/x-www-form-urlencoded x',
      ' application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded\t',
      'text/plain',
      'application/json',
      '',
    ]) {
      agrees(type, 'a=1&b[]=2');
    }
  });

  it('reads form bodies', () => {
    const piece = fc.constantFrom(
      'a',
      'b[',
      ']',
      '[]',
      '=',
      '&',
      '&&',
      '%',
      '%41',
      '%00',
      '+',
      '.',
      ' ',
      '\0',
      '\r\n',
      'ü',
    );
    const bodies = fc.sample(
      fc.array(piece, { maxLength: 20 }).map(parts => Buffer.from(parts.join(''), 'utf8').toString('latin1')),
      40,
    );
    const many = Array.from({ length: 1100 }, (_, i) => (i % 7 === 0 ? '' : `v${i}=1`)).join('&');
    for (const body of [...bodies, many]) agrees('application/x-www-form-urlencoded', body);
  });

  it('reads multipart bodies, well-formed and not', () => {
    const line = fc.constantFrom(
      ...[
        '--XX',
        '--XX',
        '--XX--',
        '--XXY',
        ' --XX',
        '',
        '',
        'value',
        'two words',
        '\0',
        'a: b',
        ' continued',
        ':',
      ],
      ...[
        'Content-Disposition: form-data; name="a"',
        'Content-Disposition: form-data; name=b',
        'content-disposition:form-data;name="c[]"',
      ],
      ...[
        'Content-Disposition: form-data; name="d"; filename="f.txt"',
        'Content-Disposition: form-data',
        'Content-Disposition: form-data; filename=',
      ],
      ...[
        `Content-Disposition: form-data; name='e"f'`,
        'Content-Disposition: form-data; name="g\\"h\\\\"; x=y',
        'Content-Type: text/plain',
      ],
      ...[
        'Content-Disposition: form-data; NAME="i"; name="j"',
        'Content-Disposition: name="k"',
        'Content-Disposition: form-data; name="l.m n"',
      ],
    );
    const body = fc
      .tuple(
        fc.array(line, { maxLength: 14 }),
        fc.constantFrom('\r\n', '\r\n', '\n'),
        fc.constantFrom('', '\r\n', '\n', '\r'),
      )
      .map(([lines, separator, end]) => lines.join(separator) + end);
    const part = (name: string, value: string) =>
      `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const bodies = [
      `${part('a', '1')}${part('a', '2')}${part('b[x][]', 'line\r\nbreak\r\n')}--XX--\r\n`,
      `preamble\r\n${part('a', '1')}--XX--`,
      `${part('a', '1')}${part('b', '--XXnot a boundary')}${part('c', '3')}`,
      part('a', 'no boundary ends this'),
      ...fc.sample(body, 60),
    ];
    for (const text of bodies) agrees('multipart/form-data; boundary=XX', text);
  });

  it('reads the boundary', () => {
    const body = '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--XX--\r\n';
    for (const type of [
      'multipart/form-data; boundary="XX"',
      'multipart/form-data; Boundary=XX',
      'multipart/form-data; boundary=XX; charset=UTF-8',
      'multipart/form-data; boundary=XX, x',
      'multipart/form-data; charset=x; boundary=XX',
      'multipart/form-data; boundary="XX',
      'multipart/form-data; boundary',
      'multipart/form-data; boundary =XX',
      'multipart/form-data; boundary= XX',
      'multipart/form-data;boundary=XX ',
      'multipart/form-data',
      'MULTIPART/FORM-DATA; boundary=XX',
      'multipart/mixed; boundary=XX',
    ]) {
      agrees(type, body);
    }
  });
});
