/** The pages that are documents of the repository: guides, decisions, discoveries, the surface, and a few by themselves. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listPage, type Page, titleOf } from './page.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The folders of `docs/` whose files are pages, and what the list of them says. */
const folders = [
  { folder: 'docs/guides', address: 'guides', title: 'Guides', about: 'How to do what.' },
  {
    folder: 'docs/api',
    address: 'api',
    title: 'Public surface',
    about: 'What can be imported, as API Extractor writes it. How it is used: [the guide](/guides/api/).',
  },
  { folder: 'docs/decisions', address: 'decisions', title: 'Decisions', about: 'Why it is as it is.' },
  {
    folder: 'docs/discoveries',
    address: 'discoveries',
    title: 'Discoveries',
    about: 'What PHP, WordPress, WooCommerce and servers were seen to do.',
  },
];

const single: Readonly<Record<string, string>> = {
  'README.md': '',
  'docs/what-is-simulated.md': 'simulated',
  'docs/architecture.md': 'architecture',
  'docs/benchmarks.md': 'benchmarks',
  'CHANGELOG.md': 'changelog',
  'CONTRIBUTING.md': 'contributing',
  'SECURITY.md': 'security',
  'features/README.md': 'features',
  'examples/README.md': 'examples',
  'reports/README.md': 'reports',
};

/** Every document with its page, and a list for each folder. */
export function documents(): Page[] {
  const lists = folders.flatMap(({ folder, address, title, about }) => {
    const pages = globSync(`${folder}/*.md`, { cwd: root })
      .sort()
      .map(file => document(file, `${address}/${nameOf(file)}`));
    return [listPage({ address, title, before: [about] }, [{ title: '', pages }]), ...pages];
  });
  return [...Object.entries(single).map(([file, address]) => document(file, address)), ...lists];
}

function nameOf(file: string): string {
  return path.basename(file, '.md').replace(/\.api$/, '');
}

function document(file: string, address: string): Page {
  const text = readFileSync(path.join(root, file), 'utf8')
    // The reports of API Extractor begin with a heading of the second level.
    .replace(/^## API Report File for "(.*)"$/m, '# $1');
  return { address, title: titleOf(text), text, from: file };
}

/** Where the documents are found that have no page of their own: folders by their list, findings by their index. */
export const placesOfFolders: Readonly<Record<string, string>> = {
  ...Object.fromEntries(folders.map(({ folder, address }) => [folder, `/${address}/`])),
  docs: '/',
  'docs/findings': '/findings/',
  'docs/findings/README.md': '/findings/',
  'docs/findings/causes.md': '/findings/',
  'docs/findings/mistakes.md': '/findings/',
  features: '/requirements/',
};
