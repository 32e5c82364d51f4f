/**
 * Servers that give one answer to whatever is asked, with a right-looking key given. None of them is a store: none is
 * healthy, none is shown the key, and each ends in a finding. The expectation stands before the answer.
 */

import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createClient, type HttpClient } from '../../src/client/http/client.ts';
import { type Diagnosis, diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { reportOf } from '../../src/doctor/report.ts';
import { verdictOf } from '../../src/doctor/verdict.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { named } from './stage.ts';

const credentials = { consumerKey: `ck_${'a1'.repeat(20)}`, consumerSecret: `cs_${'b2'.repeat(20)}` };

/** How an answer is written. */
type Kind = 'html' | 'empty' | 'json' | 'text';

const bodies: Readonly<Record<Kind, readonly [type: string, body: string]>> = {
  html: ['text/html', '<html><head><title>A page</title></head><body><h1>A page</h1></body></html>'],
  empty: ['', ''],
  json: ['application/json', '{"status":"error","message":"no"}'],
  text: ['text/plain', 'no\n'],
};

/** The finding that is expected first, by status; the kinds in which it is tried. */
const expected: readonly (readonly [first: string, statuses: readonly number[], kinds: readonly Kind[]])[] = [
  ['not-wordpress', [200, 404], ['html', 'json', 'text']],
  ['not-wordpress', [204], ['empty']],
  [
    'answered-in-front',
    [
      400, 401, 402, 405, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423,
      424, 425, 426, 428, 431, 440, 449, 451, 456, 460, 494, 497, 498, 499, 501, 505, 506, 507, 508, 509, 510,
      511, 520, 521, 522, 523, 524, 525, 526, 527, 530, 561, 598, 599, 600, 700, 999,
    ],
    ['html', 'empty'],
  ],
  ['answered-in-front', [401, 402, 403, 420, 451, 503, 522, 999], ['json']],
  ['ip-blocked', [403, 406], ['html']],
  ['rate-limit', [429], ['html', 'empty']],
  ['critical-error', [500], ['html', 'empty']],
  ['bad-gateway', [502, 503, 504], ['html', 'empty']],
];

let server: Server;
let client: HttpClient;
let url: string;
let answer: (response: ServerResponse, path: string) => void;
let seen: string[] = [];

before(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.url} ${JSON.stringify(request.rawHeaders)}`);
    request.resume();
    answer(response, request.url ?? '/');
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createClient();
});
after(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

async function visit(timeout = 5_000): Promise<Diagnosis> {
  seen = [];
  const wait = async () => undefined;
  return diagnose(await examine({ url, client, credentials, timeout, wait }));
}

function assertNoStore(diagnosis: Diagnosis): void {
  const { kind } = verdictOf(diagnosis);
  assert.ok(kind === 'fault' || kind === 'warning' || kind === 'not reached', kind);
  const sent = seen.join('\n');
  assert.ok(!sent.includes(credentials.consumerKey), 'the key was shown');
  assert.ok(!sent.includes('Basic Y2tf'), 'the key was shown in a Basic field');
  assert.deepEqual(diagnosis.evidence.crashes, []);
  assert.deepEqual(diagnosis.broken, []);
}

const write = (response: ServerResponse, status: number, type: string, body: string | Buffer): void => {
  response.writeHead(status, 'Said', { ...(type && { 'Content-Type': type }), Server: 'something' });
  response.end(body);
};

describe('one status for everything', () => {
  for (const [first, statuses, kinds] of expected) {
    for (const status of statuses)
      for (const kind of kinds)
        it(`${status} ${kind}: ${first}`, async () => {
          answer = response => write(response, status, ...bodies[kind]);
          const diagnosis = await visit();
          assert.equal(named(diagnosis)[0], first, named(diagnosis).join(', '));
          assertNoStore(diagnosis);
          const report = reportOf(diagnosis, createRedactor(), {
            latchkey: '0',
            startedAt: new Date(),
            duration: 1,
            exitCode: 1,
          });
          assert.match(
            report.findings.map(({ proof }) => proof.join(' ')).join(' '),
            new RegExp(`${status}`),
          );
        });
  }
});

describe('JSON of another application', () => {
  const applications: Readonly<Record<string, readonly [status: number, body: string]>> = {
    'an empty object': [200, '{}'],
    'an empty list': [200, '[]'],
    'a list of numbers': [200, '[1,2]'],
    null: [200, 'null'],
    'a state': [200, '{"status":"ok"}'],
    'a record with an id': [200, '{"id":1,"name":"x"}'],
    'a list of records': [200, '[{"id":1}]'],
    'an index without routes': [200, '{"namespaces":["app/v1"],"name":"x"}'],
    'an index of nothing': [200, '{"namespaces":[null,{}],"name":"x","routes":{}}'],
    'not found as Express writes it': [404, '{"message":"Not Found","statusCode":404}'],
    'not found with a code': [404, '{"code":"not_found","message":"Not found"}'],
    'not found with a code and no data': [404, '{"code":"not_found","message":"Not found","data":null}'],
    'not allowed, its status repeated': [401, '{"code":"denied","message":"no","data":{"status":401}}'],
    'GraphQL errors': [400, '{"errors":[{"message":"no query","extensions":{"code":"BAD"}}]}'],
    'JSON:API errors': [404, '{"errors":[{"status":"404","code":"x","message":"y","title":"Not found"}]}'],
    'an error of WordPress’s own, at the front page too': [
      404,
      '{"code":"rest_no_route","message":"No route was found.","data":{"status":404}}',
    ],
    'a gateway of AWS': [403, '{"message":"Forbidden"}'],
    'a single page application': [200, '<!doctype html><title>App</title><div id="root"></div>'],
  };
  for (const [name, [status, body]] of Object.entries(applications))
    it(name, async () => {
      answer = response =>
        write(response, status, body.startsWith('<') ? 'text/html' : 'application/json', body);
      const diagnosis = await visit();
      assertNoStore(diagnosis);
      assert.ok(
        ['not-wordpress', 'answered-in-front'].includes(named(diagnosis)[0] ?? ''),
        named(diagnosis).join(),
      );
    });
});

describe('odd servers', () => {
  it('a captive portal that redirects everybody to its log-in', async () => {
    answer = response => {
      response.writeHead(302, { Location: 'http://10.255.255.1/login' });
      response.end();
    };
    assertNoStore(await visit());
  });
  it('a parking page', async () => {
    answer = (response, path) =>
      write(response, 200, 'text/html', `<title>This domain is for sale</title><a href="${path}">buy</a>`);
    const diagnosis = await visit();
    assert.equal(named(diagnosis)[0], 'not-wordpress');
    assertNoStore(diagnosis);
  });
  it('a body that unpacks to more than is read', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    answer = response => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      response.end(bomb);
    };
    const diagnosis = await visit();
    assertNoStore(diagnosis);
    assert.ok(diagnosis.findings.length > 0);
  });
  it('a body that is longer than is read: nobody in between has cut it', async () => {
    const long = Buffer.alloc(9 * 1024 * 1024, ' ');
    answer = response => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(long);
    };
    const diagnosis = await visit();
    assert.equal(named(diagnosis)[0], 'not-wordpress');
    assert.ok(!named(diagnosis).includes('body-cut'));
    assert.ok(!named(diagnosis).includes('user-agent-filter'));
    assertNoStore(diagnosis);
  });
  it('bodies that are shorter than they say, on a connection that stays open', async () => {
    answer = response => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '7000' });
      response.write('{');
    };
    const diagnosis = await visit(300);
    assert.equal(named(diagnosis)[0], 'body-cut');
    assert.match(diagnosis.findings[0]?.suspicion.proof.join() ?? '', /1 of 7000 bytes/);
    assertNoStore(diagnosis);
  });
  it('a body without an end', async () => {
    answer = response => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    const diagnosis = await visit(300);
    assert.equal(named(diagnosis)[0], 'slow');
    assertNoStore(diagnosis);
  });
  it('connections that are taken and never answered: not reached', async () => {
    answer = () => undefined;
    const diagnosis = await visit(200);
    assert.equal(diagnosis.reached, false);
    assert.equal(named(diagnosis)[0], 'slow');
  });
  it('an index whose home is no URL', async () => {
    for (const home of ['http://127.0.0.1/a b', 'javascript:alert(1)', '\u0001', 'x'.repeat(9_000)]) {
      answer = response =>
        write(response, 200, 'application/json', JSON.stringify({ namespaces: ['wc/v3'], routes: {}, home }));
      const diagnosis = await visit();
      assert.deepEqual(diagnosis.evidence.crashes, []);
      assert.deepEqual(diagnosis.broken, []);
      assert.ok(['fault', 'warning', 'not proven'].includes(verdictOf(diagnosis).kind));
      assert.ok(named(diagnosis).includes('home-url-differs'), home.slice(0, 30));
    }
  });
  it('words for a terminal and a CI log stay data', async () => {
    const words = '\u001b[31mred\n::error::x\u0000\u009b2J';
    answer = response =>
      write(
        response,
        401,
        'application/json',
        JSON.stringify({ code: `rest_${words}`, message: words, data: { status: 401 } }),
      );
    const diagnosis = await visit();
    const report = reportOf(diagnosis, createRedactor(), {
      latchkey: '0',
      startedAt: new Date(),
      duration: 1,
      exitCode: 1,
    });
    for (const text of everyText(report)) assert.doesNotMatch(text, /\p{Cc}/u);
  });
});

/** Every string in what the doctor prints, but the lines of fixes, which are its own. */
function everyText(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return name === 'lines' || name === 'insteadOf' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => everyText(each, key));
}
