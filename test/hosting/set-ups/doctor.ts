/** What the doctor says of a set-up of real servers, and the lines that it prints to heal it. */
import assert from 'node:assert/strict';
import type { Store } from '../../../mocks/index.ts';
import { createClient } from '../../../src/client/http/client.ts';
import { diagnose } from '../../../src/doctor/diagnosis.ts';
import { examine } from '../../../src/doctor/examine.ts';
import { type Report, reportOf } from '../../../src/doctor/report.ts';
import { isHealthy } from '../../../src/doctor/verdict.ts';
import { createRedactor } from '../../../src/redact/redact.ts';
import { type Change, testTls } from '../../real-servers/servers.ts';
import type { Cure, SetUp } from './set-up.ts';

export interface Visit extends Pick<SetUp, 'scheme' | 'isWithoutKey' | 'ca'> {
  /** The port behind https://shop.test, to which the set-up redirects. */
  readonly redirectsTo?: number;
}

/** What `latchkey doctor --json` prints of the store at this port, read back. */
export async function doctor(
  store: Store,
  port: number,
  { scheme = 'https', isWithoutKey, redirectsTo, ca }: Visit = {},
): Promise<Report> {
  const key = store.fixture.keys.find(({ name }) => name === 'owner');
  assert.ok(key);
  const client = createClient({
    ca: ca ?? testTls().ca,
    connectTo: {
      [`shop.test:${port}`]: { host: '127.0.0.1', port },
      ...(redirectsTo !== undefined && { 'shop.test:443': { host: '127.0.0.1', port: redirectsTo } }),
    },
  });
  try {
    const evidence = await examine({
      url: `${scheme}://shop.test:${port}`,
      client,
      hasOwnCa: ca !== undefined,
      // None of the set-ups counts requests: what the doctor waits for elsewhere does not come here.
      wait: async () => undefined,
      ...(!isWithoutKey && {
        credentials: { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
      }),
    });
    const diagnosis = diagnose(evidence);
    const report = reportOf(diagnosis, createRedactor([key.consumer_secret]), {
      latchkey: '0',
      startedAt: new Date(),
      duration: 0,
      exitCode: isHealthy(diagnosis) ? 0 : 1,
    });
    return JSON.parse(JSON.stringify(report)) as Report;
  } finally {
    await client.close();
  }
}

/** The findings above information. */
export const told = (report: Report): string[] =>
  report.findings.filter(({ level }) => level !== 'information').map(({ id }) => id);

/** The change that the doctor prints: its lines, and the line that they take the place of. */
export function printed(report: Report, id: string, cure: Cure): Change {
  const { server, picks, at, isPart } = cure;
  const filled =
    typeof cure.filled === 'function' ? cure.filled(Number(new URL(report.url).port)) : cure.filled;
  const finding = report.findings.find(each => each.id === id);
  assert.ok(finding, `${id} is not among ${told(report).join(', ')}`);
  const fix = finding.fixes.find(each => each.server === server && isOf(each, picks));
  assert.ok(fix, `no fix of ${id} for ${server} holds ${picks}`);
  assert.ok(fix.atHand, `the fix of ${id} for ${server} is not printed`);
  assert.ok(fix.tried, `the fix of ${id} for ${server} is marked as not tried`);
  const fill = (lines: string) => (filled ? lines.replaceAll(...filled) : lines);
  if (at !== undefined) return { where: at, lines: fill(fix.lines) };
  assert.ok(fix.insteadOf, 'the fix says no line that goes');
  const wrong = fill(fix.insteadOf)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\n/g, '|')
    .replaceAll(/\s+/g, '\\s+');
  return {
    replace: new RegExp(wrong),
    lines: fix.lines === '' ? [] : fill(fix.lines),
    ...(isPart && { isPart }),
  };
}

/** Whether a piece of a fix's lines picks it. */
export const isOf = (
  fix: { readonly lines: string; readonly insteadOf?: string | null | undefined },
  picks: string,
) => `${fix.lines}\n${fix.insteadOf ?? ''}`.includes(picks);
