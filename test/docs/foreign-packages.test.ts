/** Nothing that people copy or that CI runs fetches a package by a name that the project does not own. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const files = globSync(
  [
    '*.md',
    'docs/**/*.md',
    'examples/*.md',
    'action.yml',
    '.github/**/*.yml',
    'Dockerfile',
    'src/cli/**/*.ts',
  ],
  { cwd: root },
).filter(file => file !== 'CHANGELOG.md');

test('npx runs what is installed, and no package is installed by the name alone', () => {
  assert.ok(files.includes('.github/workflows/release.yml'));
  assert.ok(files.includes('action.yml'));
  const wrong = files.flatMap(file =>
    [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /^.*\b(?:npx|pnpm dlx|bunx|yarn dlx|npm (?:i|install|add))\b.*$/gm,
      ),
    ]
      .map(([line]) => line)
      .filter(
        line =>
          /(?:npx|dlx|bunx)(?! --no )(?: -\S+)* latchkey\b/.test(line) ||
          /install(?: -\S+)* latchkey(?:@\S*)?(?:\s|$|`)/.test(line),
      )
      // A sentence that warns of it.
      .filter(line => !/would run whatever/.test(line))
      .map(line => `${file}: ${line.trim()}`),
  );
  assert.deepEqual(wrong, []);
});

test('the workflows parse, and run scripts that there are', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const workflows = globSync('.github/workflows/*.yml', { cwd: root });
  assert.ok(workflows.length >= 2);
  for (const file of workflows) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const workflow = parse(text) as {
      readonly permissions: Readonly<Record<string, string>>;
      readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
    };
    assert.deepEqual(
      workflow.permissions,
      { contents: 'read' },
      `${file}: what a job may write it says itself`,
    );
    const runs = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    assert.ok(runs.length > 0);
    for (const run of runs) {
      for (const [, name] of run.matchAll(/npm run (?:-s )?([\w:]+)/g))
        assert.ok(scripts[name as string], `${file}: ${name}`);
      // An input or a branch name put into a script could end a quotation and run.
      assert.doesNotMatch(run, /\$\{\{/, file);
    }
  }
});
