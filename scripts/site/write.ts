/** Writes the pages of the site as Markdown for the generator, and where links lead as JSON. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Places } from '../../site/links.ts';
import { siteAddress } from '../../src/finding-address.ts';
import { browserImports } from '../browser-imports.ts';
import { documents, placesOfFolders } from './documents.ts';
import { errorPages } from './error-codes.ts';
import { findingPages, placesOfFindings } from './findings.ts';
import { livingPages } from './living.ts';
import type { Page } from './page.ts';
import { requirementPages, writtenRequirements } from './requirements.ts';
import { versionPages } from './versions.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Every page of the site. */
async function everyPage(): Promise<Page[]> {
  const requirements = await writtenRequirements();
  const findings = findingPages();
  const known = new Set(findings.map(({ address }) => path.posix.basename(address)));
  return [
    ...documents(),
    ...livingPages,
    ...findings,
    ...errorPages(requirements, known),
    ...requirementPages(requirements),
    ...(await versionPages()),
  ];
}

/** @param folder emptied first. */
export async function writePages(folder: string): Promise<readonly Page[]> {
  const pages = await everyPage();
  rmSync(folder, { recursive: true, force: true });
  for (const page of pages) {
    const file = path.join(folder, page.address, 'index.md');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${frontMatter(page)}\n${page.text}`);
  }
  writeFileSync(path.join(folder, 'places.json'), JSON.stringify(placesOf(pages)));
  writeFileSync(path.join(folder, 'stand-ins.json'), JSON.stringify(standIns()));
  const guides = pages.filter(({ address }) => address.startsWith('guides/'));
  writeFileSync(
    path.join(folder, 'guides.json'),
    JSON.stringify(guides.map(({ title, address }) => ({ text: title, link: `/${address}/` }))),
  );
  const findings = pages.filter(({ address }) => address.startsWith('findings/'));
  writeFileSync(
    path.join(folder, 'findings.json'),
    JSON.stringify(findings.map(({ address }) => path.posix.basename(address))),
  );
  // Schemas are named by the files that they describe, and pictures by the documents.
  cpSync(path.join(root, 'schemas'), path.join(folder, 'public/schemas'), {
    recursive: true,
    filter: file => path.extname(file) === '' || file.endsWith('.json'),
  });
  cpSync(path.join(root, 'site/public'), path.join(folder, 'public'), { recursive: true });
  cpSync(path.join(root, 'docs/pictures'), path.join(folder, 'public/pictures'), { recursive: true });
  return pages;
}

/** What takes the place of Node's modules in a browser, as the published package has it, for the sources. */
function standIns(): { readonly find: string; readonly replacement: string }[] {
  return Object.entries(browserImports as Readonly<Record<string, { readonly browser: string }>>).map(
    ([name, { browser }]) => {
      const own = name.replace('#node/', '');
      const file = path.join(root, browser);
      return {
        find: own === 'outbound' ? String.raw`^\./reach/outbound\.ts$` : `^node:${own}$`,
        replacement: existsSync(file) ? file : file.replace(/\.js$/, '.ts'),
      };
    },
  );
}

/** JSON is YAML. */
function frontMatter({ title, about }: Page): string {
  const description = about?.replaceAll('`', '');
  return ['---', JSON.stringify({ title, ...(description && { description }) }), '---'].join('\n');
}

function placesOf(pages: readonly Page[]): Places {
  const ofDocuments = pages.flatMap(({ from, address }): [string, string][] =>
    from === '' ? [] : [[from, address === '' ? '/' : `/${address}/`]],
  );
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly repository?: { readonly url: string };
    readonly homepage?: string;
  };
  const { repository } = manifest;
  const site = siteAddress(manifest);
  return {
    pages: Object.fromEntries([...Object.entries(placesOfFolders), ...ofDocuments, ...placesOfFindings()]),
    origins: Object.fromEntries(
      pages.map(({ address, from }) => [path.posix.join(address, 'index.md'), from]),
    ),
    ...(repository && { repository: repository.url.replace(/^git\+|\.git$/g, '') }),
    ...(site !== '' && { site }),
  };
}
