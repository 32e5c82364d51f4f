import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profileDifferences, profiles } from '../../mocks/index.ts';
import { profileOf } from '../../mocks/woocommerce/profiles.ts';

describe('profiles', () => {
  for (const { rule, shownBy } of profileDifferences) {
    it(`differ in ${rule}, and a recording or a discovery shows it`, () => {
      assert.ok(new Set(Object.values(profiles).map(profile => profile[rule])).size > 1);
      assert.match(shownBy, /(?:wc|rights)-\d|docs\/discoveries\/[a-z-]+\.md/);
    });
  }

  it('answer for the versions between them', () => {
    const of = (version: string) => profileOf(version).name;
    assert.deepEqual(
      ['3.0.0', '6.6.0', '8.2', '9.3.1', '10.5.0', '11.1 authentication on 10.5.0', '12.0'].map(of),
      ['5.8', '6.6', '8.2', '9.2', '10.5', '11.1', '11.1'],
    );
  });
});
