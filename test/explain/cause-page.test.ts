/** Every cause that is named in a request has an example that shows it, and every cause a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeExamples } from '../../src/explain/cause-examples.ts';
import { causePage, namedCauses } from '../../src/explain/cause-page.ts';
import { basicMistakes, schemeMistakes } from '../../src/explain/credentials/basic.ts';
import { pageMistakes, storeApiMistakes } from '../../src/explain/credentials/other.ts';
import { pairMistakes } from '../../src/explain/credentials/pair.ts';
import { connectionMistakes, routeMistakes, urlMistakes } from '../../src/explain/credentials/place.ts';
import { otherPlaces, queryMistakes } from '../../src/explain/credentials/query.ts';

test('every cause of credentials has an example', () => {
  const known = [
    ...[urlMistakes, routeMistakes, connectionMistakes, schemeMistakes, queryMistakes, basicMistakes],
    ...[pairMistakes, otherPlaces, storeApiMistakes, pageMistakes],
  ].flat();
  const without = known.filter(({ id }) => !causeExamples.has(id));
  assert.deepEqual(
    without.map(({ id }) => id),
    [],
  );
});

test('every cause has a page with its fix', () => {
  const causes = namedCauses();
  assert.ok(causes.length > 80);
  for (const cause of causes) assert.ok(causePage(cause).includes(cause.fix), cause.id);
});
