import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LatchkeyError, UsageError } from '../../mocks/errors.ts';
import { type Requirement, readRequirements } from '../../src/verify/requirements.ts';
import { select } from '../../src/verify/selection.ts';

const rule = (tags: string, description = 'Source: RFC 1') => `
  ${tags}
  Rule: It is so
    ${description}

    Scenario: One
      Given the owner's key
`;

describe('readRequirements', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
  const file = path.join(folder, 'features', 'a.feature');
  before(() => mkdirSync(path.dirname(file)));
  after(() => rmSync(folder, { recursive: true }));

  const read = (...rules: string[]) => {
    writeFileSync(file, `@all\nFeature: F\n${rules.join('')}`);
    return readRequirements(folder);
  };
  const refuses = (wanted: RegExp, ...rules: string[]) =>
    assert.rejects(
      read(...rules),
      (error: unknown) => error instanceof LatchkeyError && wanted.test(error.message),
    );

  it('reads id, level, source, versions and needs', async () => {
    const [requirement] = await read(
      rule('@A-01 @MUST @since-9.0 @before-11.1 @needs-tls', 'Why.\n    Source: RFC 1;\n    recording a.001'),
    );
    assert.deepEqual(requirement, {
      id: 'A-01',
      level: 'MUST',
      title: 'It is so',
      source: 'RFC 1; recording a.001',
      since: '9.0',
      before: '11.1',
      needs: ['tls'],
      tags: ['@all', '@A-01', '@MUST', '@since-9.0', '@before-11.1', '@needs-tls'],
      feature: 'F',
      file: 'features/a.feature',
      line: 5,
      signs: false,
      personas: ['owner'],
      scenarios: 1,
    } satisfies Requirement);
  });

  it('refuses a Rule without id, level or source', async () => {
    await refuses(/lacks one id/, rule('@MUST'));
    await refuses(/lacks one level/, rule('@A-01'));
    await refuses(/lacks one level/, rule('@A-01 @MUST @SHOULD'));
    await refuses(/lacks a line "Source/, rule('@A-01 @MUST', 'Because.'));
    await refuses(/lacks one id .*and one level.*and a line/, rule('@x', ''));
  });

  it('refuses an id that is given twice', () =>
    refuses(/A-01 is given at features\/a\.feature:5 already/, rule('@A-01 @MUST'), rule('@A-01 @MUST')));

  it('refuses a scenario outside of a Rule, a Rule without one, and what is no Gherkin', async () => {
    await refuses(/belongs to no Rule/, '\n  Scenario: S\n    Given x\n', rule('@A-01 @MUST'));
    await refuses(/A-01 has no scenario/, '\n  @A-01 @MUST\n  Rule: R\n    Source: x\n');
    await refuses(/a\.feature.*expected/, `${rule('@A-01 @MUST')}      garbage\n`);
  });

  it('reads those of the suite', async () => {
    const requirements = await readRequirements();
    assert.ok(requirements.length >= 60);
    assert.ok(requirements.every(({ scenarios }) => scenarios > 0));
  });
});

describe('select', () => {
  let requirements: Requirement[];
  before(async () => {
    requirements = await readRequirements();
  });

  it('takes ids in any case and tags with and without their sign', () => {
    const ids = (...wanted: string[]) => select(requirements, wanted).requirements.map(({ id }) => id);
    assert.deepEqual(ids('BASIC-01'), ['BASIC-01']);
    assert.deepEqual(ids('basic-01', '@QUERY-02'), ['BASIC-01', 'QUERY-02']);
    assert.deepEqual(ids('@nonces'), ids('nonces'));
    assert.ok(ids('nonces').length >= 7);
    assert.equal(ids().length, requirements.length);
  });

  it('takes patterns, and several with commas between them', () => {
    const ids = (...wanted: string[]) => select(requirements, wanted).requirements.map(({ id }) => id);
    assert.deepEqual(
      ids('BASIC-0*'),
      ids().filter(id => id.startsWith('BASIC-0')),
    );
    assert.deepEqual(ids('basic-0?'), ids('BASIC-0*'));
    assert.deepEqual(ids('BASIC-01,QUERY-02', 'OAUTH-01'), ids('BASIC-01', 'QUERY-02', 'OAUTH-01'));
    assert.throws(() => select(requirements, ['NOPE-*']), UsageError);
    assert.throws(() => select(requirements, ['BASIC-01,']), UsageError);
  });

  it('refuses what selects nothing', () => {
    assert.throws(() => select(requirements, ['BASIC-01', 'BASIC-99']), UsageError);
    assert.throws(() => select(requirements, ['']), UsageError);
  });
});
