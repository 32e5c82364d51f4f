import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { TargetError, UsageError } from '../../mocks/errors.ts';
import { fingerprintOf, type LocalFolder, productIn } from './local.ts';
import { download, findOfficial, type OfficialArchive, type PublishedProduct } from './official.ts';
import { unzip, ZipError } from './zip.ts';

/** Where the files of a product come from, before they are there. */
export interface Source {
  readonly product: PublishedProduct;
  /** Tells two sources apart: a version, or a state of local files. */
  readonly identity: string;
  /** Its version; undefined for an archive, which is not opened yet. */
  readonly version?: string;
  /** The folder, where it is one of this machine. */
  readonly folder?: string;
  /** Brings the files. @param scratch A folder for what is downloaded and unpacked, which need not be there. */
  fetch(scratch: string, signal: AbortSignal): Promise<LocalFolder>;
}

/** Where a source is looked for. */
export interface SearchedFrom {
  /** The folder that paths are seen from. */
  readonly cwd: string;
  /** Ends what is being looked up. */
  readonly signal: AbortSignal;
}

/**
 * What was named: a version (`10.6`, `newest`, `next`), a folder or a ZIP archive.
 *
 * @param where the flag and its value, the start of a message.
 * @throws {UsageError} for a path that is not there or holds something else, and a version that there is none of.
 * @throws {TargetError} when a version has to be looked up and there is no network.
 */
export async function sourceOf(
  product: PublishedProduct,
  wanted: string,
  where: string,
  { cwd, signal }: SearchedFrom,
): Promise<Source> {
  if (isVersion(wanted)) {
    const official = await findOfficial(product, wanted, signal);
    return {
      product,
      identity: `official ${official.version}`,
      version: official.version,
      async fetch(scratch, whileFetching) {
        mkdirSync(scratch, { recursive: true });
        const file = path.join(scratch, 'archive.zip');
        await download(official, product, file, whileFetching);
        return downloaded(file, product, official);
      },
    };
  }
  const whole = path.resolve(cwd, wanted);
  const found = statSync(whole, { throwIfNoEntry: false });
  if (!found)
    throw new UsageError({
      where,
      what: 'no such file',
      expected: `a version, or a folder or ZIP archive of ${product}`,
    });
  if (found.isDirectory()) {
    const local = productIn(whole, product);
    if (!local)
      throw new UsageError({ where, what: `it does not hold ${product}`, expected: folderOf(product) });
    return { product, ...local, identity: fingerprintOf(local.folder), fetch: async () => local };
  }
  return {
    product,
    identity: `${whole} ${found.size} ${found.mtimeMs}`,
    fetch: async scratch => unpacked(whole, product, where, scratch),
  };
}

/** `10.6`, `10.6.1`, `10.7.0-beta.1`, `newest`, `next`: what is no path. */
export function isVersion(wanted: string): boolean {
  return /^(?:newest|next|\d+(?:\.\d+){1,3}(?:-[\w.]+)?)$/i.test(wanted) && !/\.zip$/i.test(wanted);
}

/** What came is not the person's to mend: an archive that is damaged is the way's fault. */
function downloaded(file: string, product: PublishedProduct, { version, url }: OfficialArchive): LocalFolder {
  try {
    return unpacked(file, product, `${product} ${version}`, path.dirname(file));
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    throw new TargetError(
      { where: url, what: `the archive of ${product} did not come whole: ${cause.what}` },
      { cause, advice: 'Try again.' },
    );
  }
}

function unpacked(file: string, product: PublishedProduct, where: string, scratch: string): LocalFolder {
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(path.join(scratch, 'unpacked-'));
  try {
    unzip(file, folder);
  } catch (cause) {
    if (!(cause instanceof ZipError)) throw cause;
    rmSync(folder, { recursive: true, force: true });
    throw new UsageError({ where, what: cause.message, expected: `a ZIP archive of ${product}` }, { cause });
  }
  const local = productIn(folder, product);
  if (!local)
    throw new UsageError({ where, what: `it does not hold ${product}`, expected: folderOf(product) });
  return local;
}

function folderOf(product: PublishedProduct): string {
  return product === 'WordPress'
    ? 'the folder with wp-includes, or an archive of it'
    : 'the folder of the plugin, or an archive of it';
}
