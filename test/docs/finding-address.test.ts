/** Where output says that a finding is described: in the repository, or on the site where package.json has one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkInSite, type Places } from '../../site/links.ts';
import { siteAddress } from '../../src/finding-address.ts';

test('the homepage is where the site is, unless it is a heading of a repository', () => {
  const addressOf = (homepage?: string) => siteAddress({ ...(homepage && { homepage }) });
  assert.equal(addressOf(), '');
  assert.equal(addressOf('https://github.com/a/latchkey#readme'), '');
  assert.equal(addressOf('https://a.example/latchkey'), 'https://a.example/latchkey/');
  assert.equal(addressOf('https://a.example/latchkey/'), 'https://a.example/latchkey/');
});

test('links of the repository lead to pages of the site', () => {
  const places: Places = {
    pages: {
      'docs/guides/doctor.md': '/guides/doctor/',
      'docs/findings/README.md#cache': '/findings/cache/',
    },
    origins: {},
    site: 'https://a.example/latchkey/',
  };
  const from = 'docs/guides/ci.md';
  assert.equal(linkInSite('doctor.md#verdict', from, places), '/guides/doctor/#verdict');
  assert.equal(linkInSite('../findings/README.md#cache', from, places), '/findings/cache/');
  assert.equal(linkInSite('https://a.example/latchkey/findings/cache/', from, places), '/findings/cache/');
  assert.equal(linkInSite('https://b.example/', from, places), 'https://b.example/');
  assert.equal(linkInSite('../../schemas/x.schema.json', from, places), '/schemas/x.schema.json');
  assert.equal(linkInSite('../../src/index.ts', from, places), undefined);
  assert.equal(
    linkInSite('../../src/index.ts', from, { ...places, repository: 'https://git.example/l' }),
    'https://git.example/l/blob/HEAD/src/index.ts',
  );
});
