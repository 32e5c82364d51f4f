import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reason, TargetError, UsageError } from '../../mocks/errors.ts';

/** What is downloaded, as the messages call it. */
export type PublishedProduct = 'WooCommerce' | 'WordPress' | 'the legacy API plugin';

const plugins = 'https://api.wordpress.org/plugins/info/1.2/?action=plugin_information&request[slug]=';
/** Where WordPress.org tells which versions there are. */
const lists: Readonly<Record<PublishedProduct, string>> = {
  WooCommerce: `${plugins}woocommerce&request[fields][versions]=1`,
  WordPress: 'https://api.wordpress.org/core/stable-check/1.0/',
  'the legacy API plugin': `${plugins}woocommerce-legacy-rest-api&request[fields][versions]=1`,
};

const flags: Readonly<Record<PublishedProduct, string>> = {
  WooCommerce: '--woocommerce',
  WordPress: '--wordpress',
  'the legacy API plugin': '--legacy-api',
};

/** An archive at its official place. */
export interface OfficialArchive {
  readonly version: string;
  readonly url: string;
}

/**
 * Finds the archive of a version.
 *
 * @param wanted `10.6` (its newest), `10.6.1`, `newest`, or `next` (with betas and release candidates).
 * @throws {UsageError} for a version that there is none of, with those that come nearest.
 * @throws {TargetError} when WordPress.org cannot be reached.
 */
export async function findOfficial(
  product: PublishedProduct,
  wanted: string,
  signal?: AbortSignal,
): Promise<OfficialArchive> {
  const archives = await archivesOf(product, signal);
  const versions = [...archives.keys()];
  const version = newestOf(versions, wanted);
  if (version === undefined)
    throw new UsageError({
      where: `${flags[product]} ${wanted}`,
      what: `there is no such version of ${product}`,
      expected: `one of ${newestMinors(versions, 6).join(', ')} …, newest, next, or a local copy: a folder or a ZIP archive`,
    });
  return { version, url: archives.get(version) as string };
}

/** Every version that there is, in no order. @throws {TargetError} when WordPress.org cannot be reached. */
export async function officialVersions(product: PublishedProduct): Promise<string[]> {
  return [...(await archivesOf(product)).keys()];
}

/** The archives by version, as WordPress.org tells them. */
async function archivesOf(product: PublishedProduct, signal?: AbortSignal): Promise<Map<string, string>> {
  const answer = await ask(lists[product], product, signal);
  const list = (await answer.json().catch(() => ({}))) as { readonly versions?: Record<string, string> };
  const archives =
    product === 'WordPress'
      ? Object.keys(list).map(version => [version, `https://wordpress.org/wordpress-${version}.zip`] as const)
      : Object.entries(list.versions ?? {});
  // The page of a network that wants a log-in first is answered with 200 too.
  if (!archives.some(([version]) => /^\d+\.\d/.test(version)))
    throw unreachable(lists[product], product, new Error('what answers tells of no versions'));
  return new Map(archives);
}

/** Downloads an archive into a file. @throws {TargetError} when it does not come whole. */
export async function download(
  { url }: OfficialArchive,
  product: PublishedProduct,
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  const answer = await ask(url, product, signal);
  try {
    await pipeline(
      Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream),
      createWriteStream(file),
    );
  } catch (cause) {
    // The disk's fault, not the way's.
    if (cause instanceof Error && 'syscall' in cause && cause.syscall === 'write') throw cause;
    throw unreachable(url, product, cause);
  }
}

async function ask(url: string, product: PublishedProduct, signal?: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(300_000);
  let answer: Response;
  try {
    answer = await fetch(url, { signal: signal ? AbortSignal.any([late, signal]) : late });
  } catch (cause) {
    throw unreachable(url, product, cause);
  }
  if (answer.ok && answer.body) return answer;
  throw unreachable(url, product, new Error(`it answers ${answer.status}`));
}

function unreachable(url: string, product: PublishedProduct, cause: unknown): TargetError {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : reason(inner);
  return new TargetError(
    { what: `${product} cannot be downloaded: ${new URL(url).hostname} is not reached (${code})` },
    {
      advice: `Without a network give a local copy: ${flags[product]} with a folder or a ZIP archive.`,
      cause,
    },
  );
}

/** The newest of the versions that are meant; `trunk` is none. */
export function newestOf(versions: readonly string[], wanted: string): string | undefined {
  const numbered = versions.filter(version => /^\d+\.\d+/.test(version));
  const released = numbered.filter(version => /^[\d.]+$/.test(version));
  if (wanted === 'next') return numbered.toSorted(byVersion).at(-1);
  if (wanted === 'newest') return released.toSorted(byVersion).at(-1);
  if (numbered.includes(wanted) && wanted.split('.').length > 2) return wanted;
  return released
    .filter(version => version === wanted || version.startsWith(`${wanted}.`))
    .toSorted(byVersion)
    .at(-1);
}

/** The newest minor versions that are released, `10.6`, the newest first. */
export function newestMinors(versions: readonly string[], count: number): string[] {
  const minors = versions.flatMap(version => /^(\d+\.\d+)(?:\.\d+)*$/.exec(version)?.[1] ?? []);
  return [...new Set(minors)].toSorted(byVersion).toReversed().slice(0, count);
}

/** `10.6.0-beta.1` before `10.6.0-rc.1` before `10.6.0` before `10.6.1` before `10.10.0`. */
function byVersion(one: string, other: string): number {
  const [a, b] = [one, other].map(version => version.split('-', 2)) as [string[], string[]];
  const numbers = (a[0] as string).localeCompare(b[0] as string, 'en', { numeric: true });
  if (numbers !== 0) return numbers;
  if (a[1] === undefined || b[1] === undefined)
    return Number(a[1] === undefined) - Number(b[1] === undefined);
  return a[1].localeCompare(b[1], 'en', { numeric: true, sensitivity: 'base' });
}
