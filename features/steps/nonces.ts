import { Given, Then } from '@cucumber/cucumber';
import { judge } from '../support/judge.ts';
import { nonceOf } from '../support/nonce.ts';
import { resourceNamed } from '../support/resources.ts';
import type { LatchkeyWorld } from '../support/world.ts';

Given(
  'the client has used the nonce {string} {int} seconds ago',
  async function (this: LatchkeyWorld, name: string, seconds: number) {
    await ask(this, name, -seconds);
    judge(this, { status: 200 });
  },
);

Given(
  'the client was refused with the nonce {string} for a timestamp of {int} seconds',
  async function (this: LatchkeyWorld, name: string, seconds: number) {
    await ask(this, name, seconds);
    judge(this, { status: 401, code: 'woocommerce_rest_authentication_error' });
  },
);

Then(
  'sent again the store refuses it with {int} {string}, saying {string}',
  async function (this: LatchkeyWorld, status: number, code: string, message: string) {
    await this.sendAgain();
    judge(this, { status, code, message });
  },
);

/** Asks with this nonce at a time of its own, so that what is asked next has another timestamp. */
async function ask(world: LatchkeyWorld, name: string, seconds: number): Promise<void> {
  const { nonce, timestamp } = world.plan;
  // One instant for the whole scenario: two nonces "60 seconds ago" have one timestamp.
  const now = Number(world.kept.get('now') ?? world.instant());
  world.kept.set('now', String(now));
  world.plan = { ...world.plan, nonce: nonceOf(world, name), timestamp: String(now + seconds) };
  await world.call({ resource: resourceNamed('the orders'), way: 'oauth' });
  world.plan = { ...world.plan, nonce, timestamp };
}
