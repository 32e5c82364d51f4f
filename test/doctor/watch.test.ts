/** `doctor --watch`: a fix is told the moment it works, and what changes instead. Time is passed in. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/doctor/report.ts';
import { type WatchEvent, watch } from '../../src/doctor/watch.ts';

type Finding = Report['findings'][number];

function finding(id: string, title: string, proof = 'A6 was answered 401: it does not arrive.'): Finding {
  return {
    id,
    layer: 'web-server',
    level: 'fault',
    certainty: 'proven',
    title,
    seen: '401',
    proof: [proof],
    undecided: null,
    ask: 'The host.',
    alternatives: [],
    fixes: [],
    workaround: 'None.',
    wrongAdvice: null,
    sources: [],
    page: '',
  };
}

/** A report with nothing but what the watch looks at. */
function report(findings: readonly Finding[], works: readonly string[] = [], a6 = '401'): Report {
  return {
    schemaVersion: 1,
    latchkey: '0',
    startedAt: '2026-01-01T00:00:00.000Z',
    duration: 0,
    site: 'https://shop.test',
    restRoot: null,
    home: null,
    only: null,
    hasKey: true,
    reached: true,
    servers: [],
    redirects: [],
    requests: 1,
    notSent: [],
    crashes: [],
    url: 'https://shop.test',
    healthy: findings.length === 0,
    verdict: {
      kind: findings.length === 0 ? 'healthy' : 'fault',
      grade: findings.length === 0 ? 'A' : 'F',
      blame: 'host',
      ask: null,
      proof: [],
      missing: [],
      key: null,
    },
    exitCode: findings.length === 0 ? 0 : 1,
    findings,
    works,
    probes: [
      {
        id: 'A6',
        title: 'the list with the header',
        method: 'GET',
        url: 'https://shop.test',
        said: 'anonymous',
        answer: a6,
        duration: 1,
      },
    ],
  };
}

const stripped = finding('strip-authorization', 'The Authorization header does not reach PHP');
const blocked = finding('methods-blocked', 'PUT is refused', 'A8-PUT was answered 405: refused.');
const arrives = 'The Authorization header reaches PHP.';

/** Watches a store that answers these reports one after the other, five seconds apart. */
async function watched(
  first: Report,
  looks: readonly Report[],
  options: { isUntilHealthy?: boolean; deadline?: number } = {},
) {
  let time = 0;
  const events: WatchEvent[] = [];
  const asked: (readonly string[] | undefined)[] = [];
  const left = [...looks];
  const abort = new AbortController();
  const last = await watch({
    first,
    look: async faults => {
      asked.push(faults);
      const next = left.shift();
      if (left.length === 0 && !options.isUntilHealthy)
        queueMicrotask(() => setImmediate(() => abort.abort()));
      return next ?? first;
    },
    wait: async milliseconds => {
      time += milliseconds;
      if (left.length === 0) {
        if (options.isUntilHealthy !== true) abort.abort();
      }
    },
    now: () => time,
    isUntilHealthy: options.isUntilHealthy ?? false,
    ...(options.deadline !== undefined && { deadline: options.deadline }),
    interrupted: abort.signal,
    say: event => events.push(event),
  });
  return { events, asked, last, time };
}

describe('watching a store', () => {
  it('tells what works now, how long ago it did not, and ends when the store is healthy', async () => {
    const { events, asked, last } = await watched(
      report([stripped]),
      [report([stripped]), report([], [arrives]), report([], [arrives]), report([], [arrives])],
      { isUntilHealthy: true },
    );
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['healed', 'healthy'],
    );
    const [healed] = events;
    assert.ok(healed?.kind === 'healed');
    assert.deepEqual([healed.works, healed.after], [[arrives], 5_000]);
    // Looks at the fault alone, once more where it is gone, then one at all of it.
    const alone = ['strip-authorization'];
    assert.deepEqual(asked, [alone, alone, alone, undefined]);
    assert.equal(last.exitCode, 0);
  });

  it('tells what is wrong instead', async () => {
    const { events } = await watched(report([stripped]), [
      report([], [arrives]),
      report([], [arrives]),
      report([blocked], [arrives]),
    ]);
    assert.deepEqual(
      events.map(event => [event.kind, 'finding' in event && event.finding.id]),
      [
        ['healed', 'strip-authorization'],
        ['appeared', 'methods-blocked'],
      ],
    );
  });

  it('tells another answer where the fault is still there', async () => {
    const { events } = await watched(report([stripped]), [
      report([stripped], [], '502'),
      report([stripped], [], '502'),
    ]);
    assert.deepEqual(
      events.map(event => event.kind === 'changed' && [event.before, event.now]),
      [['401', '502']],
    );
  });

  it('says of what is only hidden not that it is mended', async () => {
    const { events } = await watched(report([stripped]), [report([]), report([blocked])]);
    assert.deepEqual(
      events.map(event => event.kind === 'appeared' && [event.finding.id, event.behind.map(({ id }) => id)]),
      [['methods-blocked', ['strip-authorization']]],
    );
  });

  it('tells once that nothing answers any more, holds nothing for mended, and tells when it answers again', async () => {
    const gone = { ...report([]), reached: false, healthy: false };
    const { events, asked } = await watched(report([stripped]), [
      gone,
      gone,
      gone,
      report([stripped]),
      report([stripped]),
    ]);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['unreached', 'reached'],
    );
    const alone = ['strip-authorization'];
    // Where it was away, all of it may be otherwise.
    assert.deepEqual(asked, [alone, undefined, alone, alone, undefined]);
  });

  it('does not tell of one answer that was lost', async () => {
    const gone = { ...report([]), reached: false, healthy: false };
    const { events } = await watched(report([stripped]), [gone, report([stripped]), report([stripped])]);
    assert.deepEqual(events, []);
  });

  it('gives back that nothing answered where it ends so', async () => {
    const gone: Report = { ...report([]), reached: false, healthy: false, exitCode: 3 };
    const { last } = await watched(report([stripped]), [gone, gone, gone, gone], {
      isUntilHealthy: true,
      deadline: 8_000,
    });
    assert.equal(last.exitCode, 3);
  });

  it('looks at all of it where another request is answered otherwise', async () => {
    const asBefore = report([stripped]);
    const revoked = (of: Report): Report => ({
      ...of,
      probes: [...of.probes, { ...(of.probes[0] as Report['probes'][number]), id: 'B6', said: 'refused' }],
    });
    const first = {
      ...asBefore,
      probes: [
        ...asBefore.probes,
        { ...(asBefore.probes[0] as Report['probes'][number]), id: 'B6', said: 'let in' as const },
      ],
    };
    const unknown = finding(
      'unknown-key',
      'The store does not know the key',
      'B6 was answered 401: unknown.',
    );
    const { events } = await watched(first, [
      ...Array.from({ length: 5 }, () => asBefore),
      revoked(asBefore),
      revoked(report([stripped, unknown])),
    ]);
    assert.deepEqual(
      events.map(event => event.kind === 'appeared' && event.finding.id),
      ['unknown-key'],
    );
  });

  it('tells two that are mended at once, each by what works now', async () => {
    const both = report([stripped, blocked]);
    const well = report([], [arrives]);
    const { events } = await watched(both, [well, well, well]);
    assert.deepEqual(
      events.flatMap(event => (event.kind === 'healed' ? [[event.finding.id, event.works]] : [event.kind])),
      [['strip-authorization', [arrives]], ['methods-blocked', []], 'healthy'],
    );
  });

  it('ends when the time is up, and gives back that it is not healthy', async () => {
    const { last, time } = await watched(report([stripped]), [], { isUntilHealthy: true, deadline: 20_000 });
    assert.equal(last.exitCode, 1);
    assert.ok(time >= 20_000 && time <= 25_000);
  });
});
