/** Several stores at the same time: who waits for whom, and what is told meanwhile. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { colours } from '../../src/cli/colours.ts';
import { Blocks } from '../../src/cli/report/blocks.ts';
import { liveLine } from '../../src/cli/report/live-line.ts';
import { type Job, sideBySide } from '../../src/cli/verify/side-by-side.ts';

/** Jobs that end when they are told to, and which of them are running. */
function stage(uses: Readonly<Record<string, Job<string>['uses'] | readonly string[]>>) {
  const running = new Set<string>();
  const ends = new Map<string, (error?: Error) => void>();
  const jobs = Object.entries(uses).map(
    ([name, used]): Job<string> => ({
      uses: used === 'everything' ? used : new Set(used as readonly string[]),
      run() {
        running.add(name);
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        ends.set(name, error => {
          running.delete(name);
          if (error) reject(error);
          else resolve(name);
        });
        return promise;
      },
    }),
  );
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    await turn();
  };
  return { jobs, end, running: () => [...running].join(' ') };
}

describe('sideBySide', () => {
  it('does what uses nothing in common at the same time, and the rest in its order', async () => {
    const { jobs, end, running } = stage({ at: ['a:80'], again: ['a:80', 'a:443'], de: ['d:80'] });
    const all = sideBySide(jobs, 8);
    assert.equal(running(), 'at de');
    await end('at', new Error('it broke'));
    assert.equal(running(), 'de again');
    await end('de');
    await end('again');
    assert.deepEqual(
      (await all).map(({ status }) => status),
      ['rejected', 'fulfilled', 'fulfilled'],
    );
  });

  it('does no more than allowed at once', async () => {
    const { jobs, end, running } = stage({ one: ['a'], two: ['b'], three: ['c'] });
    const all = sideBySide(jobs, 2);
    assert.equal(running(), 'one two');
    await end('two');
    assert.equal(running(), 'one three');
    await end('one');
    await end('three');
    assert.equal((await all).length, 3);
  });

  it('leaves one alone that has to be, and lets nothing overtake it', async () => {
    const { jobs, end, running } = stage({ one: ['a'], simulated: 'everything', two: ['b'] });
    const all = sideBySide(jobs, 8);
    assert.equal(running(), 'one');
    await end('one');
    assert.equal(running(), 'simulated');
    await end('simulated');
    await end('two');
    assert.equal((await all).length, 3);
  });
});

describe('Blocks', () => {
  it('keep together what belongs together', () => {
    let told = '';
    const blocks = new Blocks(text => {
      told += text;
    });
    const [one, two, three] = [blocks.begin(), blocks.begin(), blocks.begin()];
    two.write('2');
    one.write('1');
    three.write('3');
    assert.equal(told, '1');
    three.end();
    one.end();
    assert.equal(told, '12');
    two.write('2');
    two.end();
    assert.equal(told, '1223');
  });
});

/** A terminal of twenty columns, and all that was written to it. */
function terminal(env: Record<string, string> = {}) {
  const stdout = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 20 });
  return { io: { stdout, env }, written: (): string => stdout.read() ?? '' };
}

describe('the live line', () => {
  it('is cut to the terminal, makes room for text, and is gone at the end', () => {
    const { io, written } = terminal();
    const line = liveLine(io);
    line.show('[1/122] BASIC-01, and more than fits');
    line.write('text\n');
    line.end();
    const [shown, gone] = ['[1/122] BASIC-01, …', `\r${' '.repeat(19)}\r`];
    assert.equal(written(), `${shown}${gone}text\n${shown}${gone}`);
  });

  it('is not there in a CI', () => {
    const { io, written } = terminal({ CI: 'true' });
    const line = liveLine(io);
    line.show('[1/122] BASIC-01');
    line.write('text\n');
    line.end();
    assert.equal(written(), 'text\n');
  });
});

describe('colours', () => {
  const isColoured = (isTTY: boolean, env: Record<string, string>) =>
    colours({ stdout: Object.assign(new PassThrough(), { isTTY }), env })('red', 'x') !== 'x';

  it('are where a terminal is or FORCE_COLOR asks, and not where NO_COLOR forbids', () => {
    assert.equal(isColoured(true, {}), true);
    assert.equal(isColoured(false, {}), false);
    assert.equal(isColoured(false, { FORCE_COLOR: '1' }), true);
    assert.equal(isColoured(true, { NO_COLOR: '1' }), false);
    assert.equal(isColoured(true, { FORCE_COLOR: '0' }), false);
  });
});
