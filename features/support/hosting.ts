import { After, Before } from '@cucumber/cucumber';
import { skip } from './unjudged.ts';
import type { LatchkeyWorld } from './world.ts';

/** User and password that a web server which wants one of its own is set up with. */
export const webServerPassword = 'staging:staging';

/** `@fault-strip-authorization`: the scenario is about clients behind this hosting fault. */
const faultTag = /^@fault-(.+)$/;

/** What was switched on before the scenario, while it is another. */
const before = new WeakMap<LatchkeyWorld, readonly string[]>();

/** A real server has its fault by itself; in front of a simulated store it is switched on for the scenario. */
Before(function (this: LatchkeyWorld, { pickle }) {
  const { target } = this;
  const wanted = pickle.tags.flatMap(({ name }) => faultTag.exec(name)?.[1] ?? []);
  const there = target.faults?.() ?? [];
  const missing = wanted.filter(fault => !there.includes(fault));
  if (missing.length === 0) return;
  if (!target.switchFaults) skip(`not known to be behind the hosting fault ${missing.join(', ')}`);
  before.set(this, there);
  target.switchFaults([...there, ...missing]);
});

After(function (this: LatchkeyWorld) {
  const there = before.get(this);
  if (there) this.target.switchFaults?.(there);
});
