/** The public API: every name has a comment where it is declared, and is told of in the guide. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as api from '../../src/index.ts';
import * as msw from '../../src/msw.ts';

const root = path.resolve(import.meta.dirname, '../..');
const guide = readFileSync(path.join(root, 'docs/guides/api.md'), 'utf8');

/** A public name, the name under which its module declares it, and that module. */
interface PublicName {
  readonly name: string;
  readonly declared: string;
  readonly file: string;
}

function publicNames(file: string): PublicName[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, names, source]) =>
    (names as string)
      .split(',')
      .map(name => name.trim().replace(/^type /, ''))
      .filter(name => name !== '')
      .map(name => {
        const [declared = '', alias] = name.split(' as ');
        return { name: alias ?? declared, declared, file: path.join(path.dirname(file), source as string) };
      }),
  );
}

/** Follows a module that hands a name on to the one that declares it. */
function commentOn({ declared, file }: PublicName): string | undefined {
  const text = readFileSync(path.join(root, file), 'utf8');
  const lines = text.split('\n');
  const pattern = new RegExp(`^export (?:async )?(?:function|class|const|interface|type) ${declared}\\b`);
  const at = lines.findIndex(line => pattern.test(line));
  if (at < 0) {
    const handedOn = [...text.matchAll(/(?:export|import) (?:type )?\{([^}]*)\} from '([^']+)'/g)].find(
      ([, names]) => new RegExp(`\\b${declared}\\b`).test(names as string),
    );
    if (!handedOn) return undefined;
    return commentOn({
      name: declared,
      declared,
      file: path.join(path.dirname(file), handedOn[2] as string),
    });
  }
  return lines[at - 1]?.trim().endsWith('*/') ? lines[at - 1] : undefined;
}

const names = publicNames('src/index.ts');

test('index.ts holds re-exports only', () => {
  const rest = readFileSync(path.join(root, 'src/index.ts'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .replace(/export (?:type )?\{[^}]*\} from '[^']+';/g, '');
  assert.equal(rest.trim(), '');
  for (const name of Object.keys(api))
    assert.ok(
      names.some(known => known.name === name),
      name,
    );
});

test('every public name has a comment where it is declared', () => {
  const bare = [...names, ...publicNames('src/msw.ts')].filter(name => commentOn(name) === undefined);
  assert.deepEqual(bare, []);
});

test('the guide names every public name', () => {
  const unnamed = names.map(({ name }) => name).filter(name => !new RegExp(`\`${name}\\b`).test(guide));
  assert.deepEqual(unnamed, []);
});

test('the guide names nothing that there is not', () => {
  const tables = [...guide.matchAll(/^\| `([A-Za-z]+)/gm)].map(match => match[1] as string);
  assert.deepEqual(
    tables.filter(told => !names.some(({ name }) => name === told)),
    [],
  );
});

test('latchkey/msw is a part of latchkey', () => {
  for (const [name, value] of Object.entries(msw))
    assert.equal(value, (api as Record<string, unknown>)[name], name);
});
