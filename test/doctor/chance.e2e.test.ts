/**
 * Servers that fail by chance, in turn, or from some request on: nothing that was refused by chance proves anything of
 * the request, whichever request it hits. The expectation stands before the run.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { type Diagnosis, levelOf } from '../../src/doctor/diagnosis.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { type Decide, type Decision, type Direct, openDirect } from './direct.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const page = (status: number, title: string, headers: readonly string[] = []): Answer => ({
  status,
  headers: ['Server', 'nginx', 'Content-Type', 'text/html', ...headers],
  body: Buffer.from(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`),
});

/** How a server fails, and what may be said of it besides that answers vary. */
const failures: Readonly<Record<string, { readonly answer: Decision; readonly told: readonly string[] }>> = {
  502: { answer: page(502, '502 Bad Gateway'), told: ['bad-gateway'] },
  503: { answer: page(503, '503 Service Temporarily Unavailable'), told: ['bad-gateway'] },
  504: { answer: page(504, '504 Gateway Time-out'), told: ['bad-gateway'] },
  500: { answer: page(500, '500 Internal Server Error'), told: ['critical-error'] },
  403: { answer: page(403, '403 Forbidden'), told: [] },
  404: { answer: page(404, '404 Not Found'), told: [] },
  'the page of a new server': { answer: page(200, 'Welcome to nginx!'), told: [] },
  'a cut connection': { answer: 'cut', told: ['connection-reset'] },
};

/** Numbers between 0 and 1, the same for the same seed. */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function hashOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash;
}

/** Which requests meet the failed server. */
type Meets = (message: Message, count: number) => boolean;

const byUrl = 'one of three by the hash of the URL';

const sometimes: readonly (readonly [name: string, meets: () => Meets])[] = [
  ...[2, 3].flatMap(servers =>
    Array.from({ length: servers }, (_, offset): readonly [string, () => Meets] => [
      `one of ${servers} in turn, from the ${offset + 1}. on`,
      () => (_message, count) => count % servers === offset,
    ]),
  ),
  ...[0.5, 0.2].flatMap(share =>
    [1, 2].map((seed): readonly [string, () => Meets] => [
      `${share} of all by chance, ${seed}`,
      () => {
        const random = randomBy(seed);
        return () => random() < share;
      },
    ]),
  ),
  [byUrl, () => message => hashOf(message.target) % 3 === 0],
];

const decideBy =
  (meets: Meets, answer: Decision): Decide =>
  (message, count) =>
    meets(message, count) ? answer : undefined;

function sure(diagnosis: Diagnosis): string[] {
  return diagnosis.findings
    .filter(finding => finding.suspicion.certainty === 'proven' && levelOf(finding) !== 'information')
    .map(({ fault }) => fault.id);
}

const allOf = (diagnosis: Diagnosis): string =>
  diagnosis.findings
    .filter(finding => levelOf(finding) !== 'information')
    .map(({ fault, suspicion }) => `${fault.id} (${suspicion.certainty})`)
    .join(', ');

const undecidedOf = ({ suspicion }: Diagnosis['findings'][number]): string =>
  suspicion.certainty === 'proven' ? '' : (suspicion.undecided ?? '');

/** All that is sure is true of a server that fails now and again. */
function assertTrue(diagnosis: Diagnosis, told: readonly string[]): void {
  const right = ['answers-vary', ...told];
  assert.deepEqual(
    sure(diagnosis).filter(id => !right.includes(id)),
    [],
    allOf(diagnosis),
  );
}

for (const withKey of [true, false])
  describe(`a server that fails now and again, ${withKey ? 'with' : 'without'} a key`, () => {
    for (const [kind, { answer, told }] of Object.entries(failures))
      for (const [name, meets] of sometimes)
        it(`${kind}, ${name}`, async () => {
          const diagnosis = await direct.visit(decideBy(meets(), answer), withKey);
          assertTrue(diagnosis, told);
          assert.ok(!isHealthy(diagnosis), 'healthy');
          const [first] = diagnosis.findings;
          // Where half of all connections are cut it may be that nothing is sure.
          const isNamed = first && ['answers-vary', ...told].includes(first.fault.id);
          // A rule that goes by what stands in a request refuses the same ones each time as well, and is said to.
          const looksLikeRule =
            name === byUrl && first?.fault.id === 'firewall' && /several servers/i.test(undecidedOf(first));
          assert.ok(
            isNamed || looksLikeRule || first?.suspicion.certainty === 'possible',
            `first: ${allOf(diagnosis)}`,
          );
        });
  });

for (const withKey of [true, false])
  describe(`a server that dies in the middle, ${withKey ? 'with' : 'without'} a key`, () => {
    for (const [kind, { answer, told }] of Object.entries(failures))
      for (const most of [3, 8, 21, 40])
        it(`${kind}, after ${most} requests`, async () => {
          const dies: Meets = (_, count) => count >= most;
          const diagnosis = await direct.visit(decideBy(dies, answer), withKey);
          assertTrue(diagnosis, ['stopped-answering', ...told]);
          assert.ok(!isHealthy(diagnosis), 'healthy');
        });
  });

describe('a server that is out for a moment', () => {
  for (const [kind, { answer, told }] of Object.entries(failures))
    for (const [from, length] of [
      [5, 1],
      [12, 3],
      [20, 8],
      [33, 2],
      [45, 20],
    ] as const)
      it(`${kind}, ${length} requests after ${from}`, async () => {
        const isOut: Meets = (_, count) => count >= from && count < from + length;
        const diagnosis = await direct.visit(decideBy(isOut, answer), true);
        assertTrue(diagnosis, ['stopped-answering', ...told]);
      });
});

/** As nginx's limit_req counts: so many a second, and a burst beside it. */
function leaky(perSecond: number, burst: number, refusal: Decision): Decide {
  let excess = 0;
  let last = 0;
  return (_message, _count, seconds) => {
    excess = Math.max(0, excess - (seconds - last) * perSecond);
    last = seconds;
    if (excess > burst) return refusal;
    excess += 1;
    return undefined;
  };
}

describe('a store that counts requests', () => {
  for (const [kind, refusal] of Object.entries({
    429: page(429, '429 Too Many Requests'),
    503: page(503, '503 Service Temporarily Unavailable'),
    403: page(403, '403 Forbidden'),
    'a cut connection': 'cut' as const,
  }))
    for (const [perSecond, burst] of [
      [5, 10],
      [5, 2],
      [3, 20],
      [2, 5],
    ] as const)
      it(`${kind}, ${perSecond} a second and a burst of ${burst}: proven, since slower requests pass`, async () => {
        const diagnosis = await direct.visit(leaky(perSecond, burst, refusal), true);
        assert.deepEqual(sure(diagnosis), ['rate-limit'], allOf(diagnosis));
      });

  for (const status of [403, 406, 429])
    it(`${status} for ever after 20 requests: likely, unless the status says so`, async () => {
      const refusal = page(status, String(status));
      const diagnosis = await direct.visit((_, count) => (count >= 20 ? refusal : undefined), true);
      assert.equal(diagnosis.findings[0]?.fault.id, 'rate-limit', allOf(diagnosis));
      assert.deepEqual(sure(diagnosis), status === 429 ? ['rate-limit'] : [], allOf(diagnosis));
    });
});

/** Measured behind the OWASP core rule set at paranoia 4: some signatures hold what a rule dislikes, and others do not. */
describe('a firewall that dislikes some nonces', () => {
  const page403 = page(403, '403 Forbidden');
  for (const share of [2, 3, 4])
    it(`one of ${share}: refused by choice, so that it is no proof of several servers`, async () => {
      const dislikes = (message: Message): boolean => {
        const nonce = /[?&]_cb=([^&]*)/.exec(message.target)?.[1] ?? '';
        return [...nonce].reduce((sum, each) => sum + each.charCodeAt(0), 0) % share === 1;
      };
      const diagnosis = await direct.visit(message => (dislikes(message) ? page403 : undefined), true);
      assert.ok(!isHealthy(diagnosis));
      const vary = diagnosis.findings.find(({ fault }) => fault.id === 'answers-vary');
      if (vary) assert.notEqual(vary.suspicion.certainty, 'proven', allOf(diagnosis));
    });
});
