import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Requirement, readRequirements } from '../../src/verify/requirements.ts';
import { runSuite } from '../../src/verify/run.ts';
import { select } from '../../src/verify/selection.ts';
import { refusal, type Saboteur, sabotaged } from './saboteur.ts';

const folder = path.join(import.meta.dirname, 'saboteurs');
const saboteurs: Saboteur[] = [];
for (const file of readdirSync(folder).sort())
  saboteurs.push(
    ...((await import(pathToFileURL(path.join(folder, file)).href)) as { default: Saboteur[] }).default,
  );

/** A suite that cannot fail is worth nothing: each requirement is broken, and has to notice. */
describe('sabotage', () => {
  let requirements: Requirement[];
  before(async () => {
    requirements = await readRequirements();
  });

  it('every requirement has a saboteur, and every saboteur a requirement', () => {
    const known = new Set(requirements.map(({ id }) => id));
    const broken = new Set(saboteurs.map(({ requirement }) => requirement));
    assert.deepEqual(
      [...known].filter(id => !broken.has(id)),
      [],
      'requirements that nobody breaks',
    );
    assert.deepEqual(
      [...broken].filter(id => !known.has(id)),
      [],
      'saboteurs of nothing',
    );
  });

  for (const saboteur of saboteurs) {
    it(`${saboteur.requirement}: ${saboteur.wrong}`, async () => {
      const { outcome, reasons } = await judge(saboteur);
      assert.equal(outcome, 'failed', `The suite did not notice: ${outcome} ${reasons.join('; ')}`);
    });
  }

  it('a store that refuses everything meets no requirement', async () => {
    const stranger = refusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    const target = await sabotaged({ requirement: '', wrong: '', between: () => stranger });
    try {
      const run = await runSuite({ target, selection: select(requirements, []) });
      const met = run.requirements.filter(({ outcome }) => outcome === 'passed' || outcome === 'cannot tell');
      assert.deepEqual(
        met.map(({ requirement }) => requirement.id),
        [],
      );
    } finally {
      await target.close();
    }
  });

  async function judge(saboteur: Saboteur) {
    const target = await sabotaged(saboteur);
    try {
      const run = await runSuite({ target, selection: select(requirements, [saboteur.requirement]) });
      const own = run.requirements.find(({ requirement }) => requirement.id === saboteur.requirement);
      assert.ok(own);
      return own;
    } finally {
      await target.close();
    }
  }
});
