import type { Summary } from '../../schemas/types/summary.ts';

/** Up to so many stores one page shows every scenario of; of more, each store has a page of its own. */
const mostStoresOnAPage = 20;

/** Whether a report is told store by store. A gate has few conditions, and its page compares them. */
export function isFleet({
  command,
  targets,
}: Pick<Summary, 'command'> & { readonly targets: readonly object[] }): boolean {
  return command !== 'gate' && targets.length > mostStoresOnAPage;
}

/** The folder of the pages of single stores, beside `index.html`. */
export const pagesFolder = 'stores';

/**
 * The file of each store's page. Names are those of a configuration, where nearly everything may stand: what a file
 * system could take for something else becomes a hyphen, and two that come out alike get a number.
 *
 * @example pageFiles([{ name: 'shop at' }, { name: 'shop/at' }]) // Map { 'shop at' => 'shop-at.html', 'shop/at' => 'shop-at-2.html' }
 */
export function pageFiles(targets: readonly { readonly name: string }[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const files = new Map<string, string>();
  for (const { name } of targets) {
    const plain = name.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 80) || 'store';
    let file = `${plain}.html`;
    // File systems of Windows and macOS do not tell capitals.
    for (let number = 2; taken.has(file.toLowerCase()); number++) file = `${plain}-${number}.html`;
    taken.add(file.toLowerCase());
    files.set(name, file);
  }
  return files;
}
