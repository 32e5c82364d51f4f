import { After, Before } from '@cucumber/cucumber';
import { faultsOf } from './fault-tags.ts';
import { skip } from './unjudged.ts';
import type { LatchkeyWorld } from './world.ts';

/** User and password that a web server which wants one of its own is set up with, where the target tells none. */
export const webServerPassword = 'staging:staging';

/** The scenarios that a fault was switched on for. */
const switched = new WeakSet<LatchkeyWorld>();

/** A real server has its fault by itself; in front of a sound simulated store it is switched on for the scenario. */
Before(function (this: LatchkeyWorld, { pickle }) {
  const { target } = this;
  const wanted = faultsOf(pickle);
  const there = target.faults?.() ?? [];
  if (wanted.every(fault => there.includes(fault))) return;
  if (there.length > 0) skip(`the store is behind ${there.join(', ')}, not behind ${wanted.join(', ')}`);
  if (!target.switchFaults) skip(`not known to be behind the hosting fault ${wanted.join(', ')}`);
  switched.add(this);
  target.switchFaults(wanted);
});

After(function (this: LatchkeyWorld) {
  if (switched.has(this)) this.target.switchFaults?.([]);
});
