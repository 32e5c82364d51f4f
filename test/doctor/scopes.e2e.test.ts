/**
 * One part of the API answered otherwise than by WooCommerce, in every way that servers and plugins have: no such store is
 * healthy, and all that is proven of it is true. The expectation stands before the run.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { levelOf } from '../../src/doctor/diagnosis.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { type Decision, type Direct, openDirect } from './direct.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const page = (status: number, title: string, headers: readonly string[] = []): Answer => ({
  status,
  headers: ['Server', 'nginx', 'Content-Type', 'text/html', ...headers],
  body: Buffer.from(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`),
});
const json = (status: number, code: string): Answer => ({
  status,
  headers: [
    'Content-Type',
    'application/json; charset=UTF-8',
    'Access-Control-Expose-Headers',
    'X-WP-Total, X-WP-TotalPages, Link',
  ],
  body: Buffer.from(JSON.stringify({ code, message: 'Not here.', data: { status } })),
});

const answers: Readonly<Record<string, Decision>> = {
  '403 page': page(403, '403 Forbidden'),
  '404 page': page(404, '404 Not Found'),
  '411 page': page(411, '411 Length Required'),
  '500 page': page(500, '500 Internal Server Error'),
  '502 page': page(502, '502 Bad Gateway'),
  '200 page': page(200, 'One moment, please'),
  '200 empty': { status: 200, headers: ['Content-Type', 'text/html'], body: Buffer.alloc(0) },
  '302 to the log-in': page(302, 'Found', ['Location', 'https://shop.test/wp-login.php']),
  'a cut connection': 'cut',
  '401 JSON': json(401, 'rest_login_required'),
  '403 JSON': json(403, 'api_read_only'),
  '404 rest_no_route': json(404, 'rest_no_route'),
  '500 JSON': json(500, 'internal_server_error'),
};

const carries = (pattern: RegExp) => (message: Message) =>
  message.headers.some(
    (value, i) => /^authorization$/i.test(value) && pattern.test(message.headers[i + 1] ?? ''),
  );
const isBelow = (path: string) => (message: Message) => message.target.startsWith(path);
const isMethod = (method: string) => (message: Message) => message.method === method;

interface Scope {
  readonly is: (message: Message) => boolean;
  /** What is met without a key. */
  readonly isOpenToNobody?: boolean;
  /** A healthy store refuses it to nobody with 401 as well, and whether a key gets further is seen with one alone. */
  readonly isRefusedToNobody?: boolean;
}

const scopes: Readonly<Record<string, Scope>> = {
  'the list of orders': { is: isBelow('/wp-json/wc/v3/orders'), isOpenToNobody: true },
  'the list of customers': { is: isBelow('/wp-json/wc/v3/customers'), isOpenToNobody: true },
  'the list of webhooks': { is: isBelow('/wp-json/wc/v3/webhooks'), isOpenToNobody: true },
  PUT: { is: isMethod('PUT'), isOpenToNobody: true, isRefusedToNobody: true },
  DELETE: { is: isMethod('DELETE'), isOpenToNobody: true, isRefusedToNobody: true },
  POST: { is: isMethod('POST'), isOpenToNobody: true, isRefusedToNobody: true },
  'Basic credentials': { is: carries(/^Basic Y2tf/) },
  'any Authorization header': { is: carries(/./), isOpenToNobody: true },
  'keys, wherever they are': {
    is: message => carries(/^Basic Y2tf/)(message) || /consumer_key=ck_/.test(message.target),
  },
  batches: { is: message => message.target.includes('/batch') },
  'the page that grants keys': { is: isBelow('/wc-auth/'), isOpenToNobody: true },
  'the Store API': { is: isBelow('/wp-json/wc/store'), isOpenToNobody: true },
};

for (const [name, scope] of Object.entries(scopes))
  describe(name, () => {
    for (const [kind, answer] of Object.entries(answers))
      for (const withKey of scope.isOpenToNobody ? [true, false] : [true])
        it(`${kind}, ${withKey ? 'with' : 'without'} a key`, async () => {
          const diagnosis = await direct.visit(message => (scope.is(message) ? answer : undefined), withKey);
          const told = diagnosis.findings
            .filter(finding => levelOf(finding) !== 'information')
            .map(({ fault, suspicion }) => `${fault.id} (${suspicion.certainty}) ${suspicion.title ?? ''}`)
            .join(', ');
          if (!withKey && scope.isRefusedToNobody && kind === '401 JSON') {
            assert.ok(isHealthy(diagnosis), told);
            return;
          }
          assert.ok(!isHealthy(diagnosis), 'healthy');
          assert.notEqual(told, '', 'nothing is told');
          const sure = diagnosis.findings
            .filter(finding => finding.suspicion.certainty === 'proven' && levelOf(finding) !== 'information')
            .map(({ fault }) => fault.id);
          assert.deepEqual(
            sure.filter(id =>
              ['answers-vary', 'rate-limit', 'header-lost-on-writes', 'strip-authorization'].includes(id),
            ),
            [],
            told,
          );
        });
  });
