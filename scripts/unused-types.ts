import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const declaration = /^export (?:interface|type) (\w+)/gm;
const importOfTypes = /import type (?:\{([^}]*)\}) from '([^']*schemas\/types\/[\w-]+\.ts)'/g;

/**
 * The generated types that no code of the product imports, nor any type that it imports is made of:
 * `schemas/types/control.ts: Journal`. Tests do not count.
 *
 * @param files the generated files and their text, by their path from `root`.
 */
export function unusedTypes(root: string, files: ReadonlyMap<string, string>): string[] {
  const imported = importedTypes(root);
  return [...files].flatMap(([file, text]) => {
    const parts = declarationsOf(text);
    const used = new Set<string>();
    const use = (name: string) => {
      if (used.has(name) || !parts.has(name)) return;
      used.add(name);
      for (const [word] of (parts.get(name) as string).matchAll(/\w+/g)) use(word);
    };
    for (const name of imported.get(file) ?? []) use(name);
    return [...parts.keys()].filter(name => !used.has(name)).map(name => `${file}: ${name}`);
  });
}

/** What the code imports of each generated file. */
function importedTypes(root: string): Map<string, Set<string>> {
  const imported = new Map<string, Set<string>>();
  for (const from of globSync('{mocks,src,features}/**/*.ts', { cwd: root })) {
    for (const [, names = '', file = ''] of readFileSync(path.join(root, from), 'utf8').matchAll(
      importOfTypes,
    )) {
      const target = path
        .relative(root, path.resolve(root, path.dirname(from), file))
        .split(path.sep)
        .join('/');
      const known = imported.get(target) ?? new Set();
      imported.set(target, known);
      for (const name of names.split(',')) known.add(name.trim().split(/\s/, 1)[0] as string);
    }
  }
  return imported;
}

/** The text of each exported type, without its comments: a word there is no use. */
function declarationsOf(text: string): Map<string, string> {
  const code = text.replace(/\/\*.*?\*\//gs, '');
  const starts = [...code.matchAll(declaration)];
  return new Map(
    starts.map(({ 1: name = '', index, 0: head }, position) => [
      name,
      code.slice(index + head.length, starts[position + 1]?.index),
    ]),
  );
}
