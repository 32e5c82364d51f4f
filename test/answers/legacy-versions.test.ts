/** What v1, v2 and v3 of the legacy API show of one thing is not the same, and each has its schema. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { type AnswerKind, answerProblems } from '../../src/answers/validate.ts';
import { basicCredentials } from '../../src/client/basic/credentials.ts';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';
import type { Target } from '../../src/targets/target.ts';

const owner = builtInFixture().keys.find(({ name }) => name === 'owner');
const authorization = basicCredentials(owner?.consumer_key ?? '', owner?.consumer_secret ?? '');

let target: Target;
before(async () => {
  target = await createSimulatedTarget();
});
after(() => target.close());

async function shown(path: string): Promise<unknown> {
  const url = `https://shop.test/wc-api/${path}`;
  const { answer } = await target.send({ method: 'GET', url, headers: [['Authorization', authorization]] });
  return JSON.parse(Buffer.from(answer?.body ?? []).toString('utf8'));
}

const schemas: Readonly<Record<string, AnswerKind>> = {
  'v1/products': 'legacy-products-v1',
  'v2/products': 'legacy-products-v2',
  'v3/products': 'legacy-products',
  'v1/customers': 'legacy-customers-v1',
  'v2/customers': 'legacy-customers-v2',
  'v3/customers': 'legacy-customers',
  'v1/coupons': 'legacy-coupons-v1',
  'v2/coupons': 'legacy-coupons',
  'v3/coupons': 'legacy-coupons',
};

for (const [path, own] of Object.entries(schemas))
  test(`${path} fits ${own}, and no schema of a later version`, async () => {
    const json = await shown(path);
    assert.deepEqual(answerProblems(own, json), []);
    const resource = path.slice(3);
    const later = Object.entries(schemas).filter(([each]) => each > path && each.endsWith(resource));
    for (const [, other] of later)
      if (other !== own) assert.notDeepEqual(answerProblems(other, json), [], other);
  });
