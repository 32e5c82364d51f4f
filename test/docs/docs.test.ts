/** What the documentation says is there: files, headings, commands and their flags. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { faults } from '../../src/doctor/faults/catalogue.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { findingInRepository } from '../../src/finding-address.ts';
import { everyCommand } from '../cli/every-command.ts';

const root = path.join(import.meta.dirname, '../..');
const pages = globSync(
  ['*.md', 'docs/**/*.md', 'features/*.md', 'reports/*.md', 'examples/*.md', 'test/**/*.md'],
  {
    cwd: root,
    exclude: name => name === 'node_modules',
  },
).map(file => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

const withoutCode = (text: string) =>
  text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '``');

/** The anchors that a page's headings have, as GitHub makes them. */
function anchors(text: string): string[] {
  return [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\-_ ]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

test('links lead to files and headings that are there', () => {
  assert.ok(pages.length > 50, `${pages.length} pages were found`);
  const dead: string[] = [];
  for (const { file, text } of pages)
    for (const [, link = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [target = '', anchor] = link.split('#');
      const found = target === '' ? path.join(root, file) : path.join(root, path.dirname(file), target);
      if (!existsSync(found)) dead.push(`${file}: ${link}`);
      else if (anchor !== undefined && !anchors(readFileSync(found, 'utf8')).includes(anchor))
        dead.push(`${file}: ${link}, no such heading`);
    }
  assert.deepEqual(dead, []);
});

test('docs/architecture.md names files that are there, and every folder of the store', () => {
  const text = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const named = [...text.matchAll(/(?<![\w/])(?:mocks|src|schemas|features|test|docs)\/[\w./-]*/g)].map(
    ([name]) => name,
  );
  assert.deepEqual(
    named.filter(name => !existsSync(path.join(root, name))),
    [],
  );
  const folders = globSync(['mocks/*/', 'src/*/'], { cwd: root }).map(folder => folder.replace(/\/?$/, '/'));
  assert.ok(folders.length > 15, `${folders.length} folders were found`);
  assert.deepEqual(
    folders.filter(folder => !text.includes(`\`${folder}`)),
    [],
  );
});

test('every finding is described where its address says', () => {
  const addresses = [
    ...faults.map(({ id }) => findingInRepository('fault', id)),
    ...mistakes.map(({ id }) => findingInRepository('mistake', id)),
  ];
  for (const address of addresses) {
    const [file = '', anchor = ''] = address.split('#');
    const headings = anchors(readFileSync(path.join(root, file), 'utf8'));
    assert.equal(headings.filter(heading => heading === anchor).length, 1, address);
  }
});

test('files of the repository that are named are there', () => {
  const missing = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/`((?:bench|docs|examples|features|mocks|schemas|scripts|src|test)\/[\w./-]*\w)\/?`/g)]
      .map(([, named = '']) => named)
      .filter(named => !existsSync(path.join(root, named)))
      .map(named => `${file}: ${named}`),
  );
  assert.deepEqual(missing, []);
});

test('commands and flags are those that latchkey has', async () => {
  const program = await everyCommand(root);
  const wrong: string[] = [];
  let told = 0;
  for (const { file, text } of pages) {
    // A command as it is typed: at the start of a line of code, after a prompt, or between backticks.
    const typed = text
      .replaceAll(/\\\n\s*/g, ' ')
      .matchAll(
        /(?:^(?: {4}|- |\$ )?(?:run: )?|`|\$ |&& )(?:npm run -s latchkey -- |(?:npx )?latchkey )((?:[a-z]+)(?: [^\n`#|]*)?)/gm,
      );
    for (const [whole, line = ''] of typed) {
      // What stands in quotes is one argument, whatever flags of another program it holds.
      const [name = '', ...rest] = line
        .replaceAll(/"[^"]*"|'[^']*'/g, 'QUOTED')
        .trim()
        .split(/\s+/);
      let command = program.commands.find(each => each.name() === name);
      if (!command) {
        // Prose such as "latchkey is".
        if (/^`|^ {4}|\$ |npx|npm/.test(whole)) wrong.push(`${file}: latchkey ${name}`);
        continue;
      }
      command = command.commands.find(each => each.name() === rest[0]) ?? command;
      told++;
      // What comes after -- is another program's.
      const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
      for (const word of own) {
        const flag = /^\[?(--?[a-z][\w-]*)/.exec(word)?.[1];
        if (flag === undefined || ['--help', '-h'].includes(flag)) continue;
        if (!command.options.some(option => option.long === flag || option.short === flag))
          wrong.push(`${file}: latchkey ${name} ${flag}`);
      }
    }
  }
  assert.ok(told > 50, `${told} commands were found`);
  assert.deepEqual(wrong, []);
});
