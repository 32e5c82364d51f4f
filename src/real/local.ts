import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What a folder of files has to hold to be one of these, and where its version stands. */
const marks = {
  WooCommerce: { file: 'woocommerce.php', version: /^\s*\*?\s*Version:\s*([\w.-]+)/m },
  WordPress: { file: 'wp-includes/version.php', version: /\$wp_version\s*=\s*'([^']+)'/ },
  'the legacy API plugin': {
    file: 'woocommerce-legacy-rest-api.php',
    version: /^\s*\*?\s*Version:\s*([\w.-]+)/m,
  },
} as const;

/** Where such a folder may stand inside of the one that was named. */
const places: Readonly<Record<keyof typeof marks, readonly string[]>> = {
  WooCommerce: ['.', 'woocommerce', 'wp-content/plugins/woocommerce', 'plugins/woocommerce'],
  WordPress: ['.', 'wordpress'],
  'the legacy API plugin': [
    '.',
    'woocommerce-legacy-rest-api',
    'wp-content/plugins/woocommerce-legacy-rest-api',
  ],
};

/** A folder of WordPress or of a plugin, and its version. */
export interface LocalFolder {
  readonly folder: string;
  readonly version: string;
}

/** Finds the product in a folder; undefined where it is not. */
export function productIn(folder: string, product: keyof typeof marks): LocalFolder | undefined {
  const { file, version } = marks[product];
  for (const place of places[product]) {
    const candidate = path.join(folder, place);
    const main = path.join(candidate, file);
    if (!existsSync(main)) continue;
    const found = version.exec(readFileSync(main, 'utf8'))?.[1];
    if (found !== undefined) return { folder: candidate, version: found };
  }
  return undefined;
}

/** Tells two states of a folder apart by names, sizes and times of its files: a copy that somebody works on changes. */
export function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = path.join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  return hash.digest('hex');
}
