/** The pages that tell what changed with a version: one for each profile but the oldest, out of its own differences. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profiles } from '../../mocks/index.ts';
import { versionPages } from '../../scripts/site/versions.ts';
import { isClientRoute, routeChanges, ruleChanges } from '../../src/profiles/changes.ts';

const byAge = Object.values(profiles);

test('each version has a page with every rule and every route of a client that changed since the one before', async () => {
  const [list, ...pages] = await versionPages();
  assert.deepEqual(
    pages.map(({ address }) => address).toReversed(),
    byAge.slice(1).map(({ name }) => `versions/${name}`),
  );
  for (const [index, to] of byAge.entries()) {
    const from = byAge[index - 1];
    if (!from) continue;
    const page = pages.find(({ address }) => address === `versions/${to.name}`);
    assert.ok(page && list?.text.includes(`(/${page.address}/)`));
    const changes = ruleChanges(from, to);
    assert.ok(changes.length > 0, to.name);
    for (const { after, before } of changes)
      assert.ok(page.text.includes(`- ${after}\n  - Before: ${before}\n`), `${to.name}: ${after}`);
    const { added, removed } = await routeChanges(from, to);
    for (const route of [...added, ...removed].filter(isClientRoute))
      assert.ok(page.text.includes(`- \`${route}\``), `${to.name}: ${route}`);
  }
});

test('what did not change is not told', async () => {
  const pages = await versionPages();
  const text = pages.find(({ address }) => address === 'versions/11.1')?.text ?? '';
  assert.equal(text.match(/^- /gm)?.length, 1);
  assert.doesNotMatch(text, /routes$/m);
});
