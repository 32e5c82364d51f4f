/** What is to be done, whom it is sent to, and sentences without ids: as people read them first. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer } from '../../mocks/index.ts';
import { markdownOf } from '../../src/doctor/markdown.ts';
import { quotedProbes } from '../../src/doctor/proof.ts';
import { renderReport } from '../../src/doctor/render.ts';
import { type Report, reportOf } from '../../src/doctor/report.ts';
import { summary } from '../../src/doctor/summary.ts';
import { withoutIds } from '../../src/doctor/words.ts';
import { plain } from '../../src/paint.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { type Decide, type Direct, openDirect } from './direct.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

async function reported(decide: Decide): Promise<Report> {
  const run = { latchkey: '0', startedAt: new Date(0), duration: 0, exitCode: 1 as const };
  return reportOf(await direct.visit(decide, true), createRedactor([]), run);
}

function page(status: number, title: string, ...headers: string[]): Answer {
  return {
    status,
    headers: ['Server', 'Apache/2.4.66 (Debian)', 'Content-Type', 'text/html', ...headers],
    body: Buffer.from(
      `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`,
    ),
  };
}

const toDo = (report: Report): string => summary(report).find(line => line.startsWith('To do:')) ?? '';
const shown = (report: Report, isVerbose = false): string =>
  renderReport(report, { columns: 2_000, paint: plain, isVerbose });

describe('what is to be done', () => {
  it('is for whom it is sent to: a page of a plugin is no matter of .htaccess first', async () => {
    const landing = page(200, 'Landing');
    const report = await reported(({ target }) => (target.includes('wp-json') ? landing : undefined));
    assert.equal(report.findings[0]?.id, 'html-200');
    assert.equal(report.verdict.blame, 'store');
    assert.match(toDo(report), /^To do: WordPress, /);
  });

  it('names other fixes for the same server, where what was seen cannot tell them apart', async () => {
    const refused = page(403, '403 Forbidden');
    const report = await reported(({ method }) => (/PUT|PATCH|DELETE/.test(method) ? refused : undefined));
    assert.match(toDo(report), /^To do: Apache, .*\(or another of the fixes for Apache below\)$/);
    assert.ok(summary(report).includes('Something other than its rights keeps it from PUT and DELETE.'));
  });

  // wp_maintenance() sends 600; a real 10.5 with a plugin for "coming soon" sent its own time.
  for (const [seconds, wanted, layer] of [
    ['600', /rm \.maintenance/, 'wordpress'],
    ['3600', /a maintenance plugin/, 'plugin'],
  ] as const)
    it(`follows Retry-After: ${seconds} of a site in maintenance`, async () => {
      const closed = page(503, 'We are working', 'Retry-After', seconds);
      const report = await reported(() => closed);
      assert.equal(report.findings[0]?.id, 'maintenance');
      assert.equal(report.findings[0]?.layer, layer);
      assert.match(toDo(report), wanted);
    });
});

describe('the report as Markdown', () => {
  it('makes no link, picture or code of what the store says, and calls nobody', async () => {
    const odd = page(403, '@all [a](http://b) ![c](http://d) `');
    const text = markdownOf(await reported(() => odd));
    assert.ok(!text.includes('@') && text.includes('&#64;all'));
    assert.doesNotMatch(text, /(?<!\\)\]\(|(?<!\\)\[a/);
  });
});

describe('sentences for people', () => {
  it('have no ids of probes, however long the ids are', () => {
    for (const id of ['A9-go-http-client', 'A9-python-httpx', 'A9-node-fetch', 'B11-orders', 'A5'])
      assert.ok(!/\b[AB]\d|requests-httpx/.test(withoutIds(`${id} was answered 403: x.`)), id);
    assert.match(withoutIds('A9-python-httpx was answered 403'), /User-Agent python-httpx was answered/);
    assert.deepEqual(quotedProbes(['A9-go-http-client was answered 403: x.']), ['A9-go-http-client']);
  });

  it('name what was asked in Markdown too, with the id of its row in the table', async () => {
    const refused = page(403, '403 Forbidden');
    const report = await reported(({ method }) => (method === 'PUT' ? refused : undefined));
    const markdown = markdownOf(report);
    assert.match(markdown, /^- PUT of a product that does not exist \(A8-PUT\) was answered 403/m);
    assert.match(markdown, /^\| A8-PUT \| `PUT https:/m);
    assert.match(markdown, /^\| in the server's log \| `Latchkey-doctor`/m);
  });

  it('are eight of a proof at most, and all with --verbose', async () => {
    const refused = page(403, '403 Forbidden');
    const report = await reported(({ headers }) =>
      headers.join('\n').includes('Mozilla') ? undefined : refused,
    );
    const [first] = report.findings;
    assert.ok(first && first.proof.length > 10);
    const left = first.proof.length - 8;
    assert.ok(shown(report).includes(`${left} more sentences of the proof: --verbose`));
    assert.ok(!shown(report, true).includes('more sentences of the proof'));
  });

  it('say once how alternatives are checked', async () => {
    const refused = page(403, '403 Forbidden');
    const report = await reported(({ method }) => (/PUT|PATCH|DELETE/.test(method) ? refused : undefined));
    const fixes = report.findings[0]?.fixes.filter(({ atHand }) => atHand) ?? [];
    assert.ok(fixes.length > new Set(fixes.map(({ check }) => check)).size);
    const text = shown(report);
    const checks = text.split('\n').filter(line => line.startsWith('    Check: '));
    assert.ok(
      checks.every((line, i) => line !== checks[i + 1]),
      text,
    );
  });
});
