/** What the guide quotes stands in the example that it names. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const guide = readFileSync(path.join(root, 'docs/guides/testing.md'), 'utf8');

for (const section of guide.split(/^## /m).slice(1)) {
  const title = section.split('\n', 1)[0] as string;
  const folder = /\]\(\.\.\/\.\.\/(examples\/[a-z-]+)\//.exec(section)?.[1];
  if (folder === undefined) continue;

  test(`the guide quotes ${folder} (${title})`, () => {
    const lines = new Set(
      globSync(`${folder}/*.{js,json}`, { cwd: root }).flatMap(file =>
        readFileSync(path.join(root, file), 'utf8')
          .split('\n')
          .map(line => line.trim()),
      ),
    );
    const quoted = [...section.matchAll(/^```js\n([\s\S]*?)^```/gm)]
      .flatMap(match => (match[1] as string).split('\n'))
      .map(line => line.trim())
      .filter(line => line !== '');
    assert.ok(quoted.length > 0);
    assert.deepEqual(
      quoted.filter(line => !lines.has(line)),
      [],
    );
  });
}
