/** What stands in WordPress's folder beside the API, as a real 10.5 and 5.8 behind Apache answer for it. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createStore } from '../../mocks/index.ts';

const store = await createStore({ home: 'https://shop.test' });

async function answerTo(method: string, target: string): Promise<readonly [number, string | undefined]> {
  const { status, headers } = await store.answer({
    method,
    scheme: 'https',
    host: 'shop.test',
    target,
    headers: ['Host', 'shop.test'],
    body: Buffer.alloc(0),
  });
  return [status, headers[headers.indexOf('Content-Type') + 1]];
}

for (const [method, target, ...wanted] of [
  ['GET', '/readme.html', 200, 'text/html'],
  ['POST', '/readme.html', 200, 'text/html'],
  ['DELETE', '/readme.html', 405, 'text/html; charset=iso-8859-1'],
  ['GET', '/license.txt', 200, 'text/plain'],
  ['GET', '/robots.txt', 200, 'text/plain; charset=utf-8'],
  ['GET', '/wp-includes/', 403, 'text/html; charset=iso-8859-1'],
  ['PUT', '/wp-content/uploads/', 403, 'text/html; charset=iso-8859-1'],
  ['GET', '/wp-content/', 200, 'text/html; charset=UTF-8'],
  ['GET', '/wp-content/plugins/index.php', 200, 'text/html; charset=UTF-8'],
  ['GET', '/wp-settings.php', 500, 'text/html; charset=UTF-8'],
  ['GET', '/wp-blog-header.php', 404, 'text/html; charset=UTF-8'],
  ['GET', '/nothing.html', 404, 'text/html; charset=UTF-8'],
] as const)
  it(`${method} ${target} is answered ${wanted[0]}`, async () => {
    assert.deepEqual(await answerTo(method, target), wanted);
  });
