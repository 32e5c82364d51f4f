import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escHtml, escUrl, escUrlRaw } from '../../../mocks/wordpress/formatting/escape.ts';
import { addQueryArg, removeQueryArg } from '../../../mocks/wordpress/formatting/query-args.ts';
import { sanitizeRedirect, validateRedirect } from '../../../mocks/wordpress/formatting/redirect.ts';
import { sanitizeTextField, sanitizeUser } from '../../../mocks/wordpress/formatting/sanitize.ts';

const success = [['success', '0']] as const;

test('add_query_arg keeps what is there, encodes it anew, and puts new values in as they are', () => {
  assert.equal(addQueryArg('http://a.test/r', success), 'http://a.test/r?success=0');
  assert.equal(addQueryArg('HTTP://A.TEST/R', success), 'http://A.TEST/R?success=0');
  assert.equal(addQueryArg('http://a.test/r?x=1&y=2', success), 'http://a.test/r?x=1&y=2&success=0');
  assert.equal(addQueryArg('http://a.test/r?success=9&z=%7e', success), 'http://a.test/r?success=0&z=%7E');
  assert.equal(addQueryArg('http://a.test/r#top', success), 'http://a.test/r?success=0#top');
  assert.equal(addQueryArg('http://a.test/r?a b&c=', success), 'http://a.test/r?a_b&c&success=0');
  assert.equal(
    addQueryArg('http://a.test/r?x[]=1&x[k]=2', success),
    'http://a.test/r?x%5B0%5D=1&x%5Bk%5D=2&success=0',
  );
  assert.equal(addQueryArg('/r?a=1', [['n', 'ä &']]), '/r?a=1&n=ä &');
});

test('remove_query_arg', () => {
  assert.equal(removeQueryArg('/r?a=1&b=2', 'a'), '/r?b=2');
  assert.equal(removeQueryArg('/r?a=1', 'a'), '/r');
  assert.equal(removeQueryArg('/r?a=1#x', 'a'), '/r#x');
});

test('esc_url drops what no URL has, and URLs of schemes that are not allowed', () => {
  assert.equal(escUrl('http://a.test/?a=1&b="<x>\''), 'http://a.test/?a=1&#038;b=x&#039;');
  assert.equal(escUrlRaw('http://a.test/ b?c=1&d'), 'http://a.test/%20b?c=1&d');
  assert.equal(escUrlRaw('HTTPS://a.test/'), 'https://a.test/');
  // PHP's trim() leaves the second byte of a no-break space where it is.
  assert.equal(escUrlRaw('ftp:\xc2\xa0'), 'ftp:\xc2\xa0');
  assert.equal(escUrlRaw('a.test/x'), 'http://a.test/x');
  assert.equal(escUrlRaw('/x?y=[1]'), '/x?y=%5B1%5D');
  assert.equal(escUrlRaw('http://[::1]:80/x[1]'), 'http://[::1]:80/x%5B1%5D');
  for (const url of ['javascript:alert(1)', 'myapp://x', ' data:text/html,x']) {
    assert.equal(escUrl(url), '', url);
  }
  assert.equal(escUrlRaw('http://a.test/%0d%0%0aax'), 'http://a.test/x');
});

test('esc_html leaves entities as they are', () => {
  assert.equal(
    escHtml(`<a href="x">'&amp; & &copy; &nope; &#39; &#x27; &#0;`),
    '&lt;a href=&quot;x&quot;&gt;&#039;&amp; &amp; &copy; &amp;nope; &#039; &#x27; &amp;#0;',
  );
  assert.equal(escHtml('\xff'), '');
});

test('sanitize_text_field and sanitize_user', () => {
  assert.equal(sanitizeTextField('  a <b>b</b>\n c %41%4%412 '), 'a b c');
  assert.equal(sanitizeTextField('<script>alert(1)</script>Shop'), 'Shop');
  assert.equal(sanitizeTextField('1 < 2 and <'), '1 &lt; 2 and &lt;');
  assert.equal(sanitizeTextField('\xff'), '');
  assert.equal(sanitizeUser(' <b>ad</b>min%41 &amp;  x '), 'admin x');
});

test('a redirect holds nothing that a field cannot, and validation keeps it on the site', () => {
  assert.equal(
    sanitizeRedirect('http://a.test/ü "x"\r\nSet-Cookie: y%0d%0a'.replace('ü', '\xc3\xbc')),
    'http://a.test/%C3%BC%20xSet-Cookie:%20y',
  );
  const home = { scheme: 'http', authority: 'shop.test:8105', path: '' } as const;
  const to = (location: string) => validateRedirect(home, '/a/b?c', location, 'fallback');
  assert.equal(to('https://shop.test/x'), 'https://shop.test/x');
  assert.equal(to('x?y'), '/a/x?y');
  assert.equal(to('https://evil.test/x'), 'fallback');
  assert.equal(to('http:///x'), 'fallback');
});
