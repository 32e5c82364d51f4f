import { After, Before, Status, setDefaultTimeout, setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { TargetError } from '../../mocks/errors.ts';
import { version_compare } from '../../mocks/php/version_compare.ts';
import { readableExchange } from '../../src/report/readable-exchange.ts';
import { type Capability, capabilities } from '../../src/targets/target.ts';
import type { Harness } from '../../src/verify/harness.ts';
import { exchangeMediaType, outcomeMediaType } from '../../src/verify/media-types.ts';
import { harnessOfRun } from './current-harness.ts';
import { faultsOf } from './fault-tags.ts';
import { cannotTell, skip, skipAsForeign, Unjudged } from './unjudged.ts';
import type { LatchkeyWorld } from './world.ts';

setDefaultTimeout(60_000);

/** Steps and hooks throw Unjudged; Cucumber is told by a value, and the reason is attached. */
setDefinitionFunctionWrapper((code: (...args: unknown[]) => unknown) => {
  return async function (this: LatchkeyWorld, ...args: unknown[]) {
    try {
      return await code.apply(this, args);
    } catch (error) {
      if (error instanceof Unjudged) {
        this.attach(JSON.stringify(error.unjudged), outcomeMediaType);
        return 'skipped';
      }
      // Hooks of the whole run have parameters too.
      const harness = harnessOfRun(this.parameters);
      if (error instanceof TargetError) {
        harness.failures++;
        const outcome = { outcome: 'cannot tell', reason: harness.redactor.text(error.message) };
        this.attach(JSON.stringify(outcome), outcomeMediaType);
        return 'skipped';
      }
      throw masked(error, harness.redactor);
    }
  };
});

/** What an assertion shows of an answer may hold a secret. */
function masked(error: unknown, redactor: Harness['redactor']): unknown {
  if (!(error instanceof Error)) return error;
  const safe = new Error(quoted(error.message, redactor));
  safe.name = error.name;
  safe.stack = quoted(error.stack ?? '', redactor);
  return safe;
}

/** So much of what an assertion says is told, in characters: it may quote megabytes of an answer. */
const longest = 8_000;

function quoted(text: string, redactor: Harness['redactor']): string {
  if (text.length <= longest) return redactor.text(text);
  return `${redactor.text(text.slice(0, longest + 1_000)).slice(0, longest)}…`;
}

/** After so many requests without an answer the target is not asked again. */
const patience = 3;

Before(function (this: LatchkeyWorld, { pickle }) {
  const requirement =
    pickle.tags.map(({ name }) => /^@([A-Z][A-Z0-9-]*-\d+)$/.exec(name)?.[1]).find(Boolean) ?? '';
  this.target.scenario?.({
    requirement,
    name: pickle.name,
    behind: faultsOf(pickle),
    isRepeat: this.harness.repeated.has(pickle.id),
  });
  if (this.harness.failures >= patience) cannotTell('the target no longer answers');
  const stopped = this.target.stopped?.();
  if (stopped) throw new Unjudged(stopped);
  for (const { name } of pickle.tags) {
    const need = /^@needs-(.+)$/.exec(name)?.[1];
    if (need !== undefined) {
      if (!(need in capabilities)) throw new Error(`${name}: there is no capability "${need}"`);
      const lack = this.target.lacks(need as Capability);
      if (lack !== undefined) skip(lack);
    }
    const persona = /^@persona-(.+)$/.exec(name)?.[1];
    if (persona !== undefined) this.persona(persona);
    const { version } = this.target;
    const since = /^@since-([\d.]+)$/.exec(name)?.[1];
    const before = /^@before-([\d.]+)$/.exec(name)?.[1];
    if (since === undefined && before === undefined) continue;
    if (version === undefined)
      skip(
        `depends on WooCommerce's version (${name.slice(1)}), which is not known: a key of the owner may ask for it, or expectedVersion tells it`,
      );
    if (since !== undefined && version_compare(version, since) < 0)
      skipAsForeign(`holds from WooCommerce ${since} on; the target is ${version}`);
    if (before !== undefined && version_compare(version, before) >= 0)
      skipAsForeign(`holds before WooCommerce ${before}; the target is ${version}`);
  }
});

After({ tags: '@needs-clock' }, async function (this: LatchkeyWorld) {
  await this.target.setClock?.(null);
});

/** An answer that nobody judged would let a broken store pass. */
After(function (this: LatchkeyWorld, { result }) {
  if (result?.status !== Status.PASSED) return;
  const unverified = this.sent.filter(each => !each.verified).length;
  if (unverified > 0) throw new Error(`${unverified} answer(s) were not judged by any step of the scenario`);
});

/** A store that forgets nonces by itself does so again; one that does not is asked by somebody else at the same time. */
After(function (this: LatchkeyWorld, { pickle, result, willBeRetried }) {
  const { repeated } = this.harness;
  if (willBeRetried) repeated.add(pickle.id);
  else if (repeated.has(pickle.id) && result?.status === Status.PASSED)
    cannotTell(
      'it failed and passed when it was repeated: another client signs with the same key at the same time, and the store forgets nonces for it; give the run a key of its own',
    );
});

/** How much of a body is kept of a scenario that has passed, in characters. */
const shortBody = 600;

After(function (this: LatchkeyWorld, { result }) {
  const { redactor } = this.harness;
  const failed = result?.status === Status.FAILED;
  for (const { exchange } of this.sent) {
    const shown = redactor.exchange(exchange);
    if (shown.answer && !failed) shown.answer.body = shown.answer.body.slice(0, shortBody);
    this.attach(JSON.stringify(shown), exchangeMediaType);
    if (failed) this.attach(readableExchange(shown), 'text/plain');
  }
});
