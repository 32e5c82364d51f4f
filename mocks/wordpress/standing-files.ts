/** Files that WordPress's package puts beside its scripts, and its folders without an index: the web server answers for them. */
import { Buffer } from 'node:buffer';

const words = 'Latchkey simulates a WordPress site. This file stands for the one of the same name.';

const files: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  '/readme.html': {
    type: 'text/html',
    body: `<!DOCTYPE html>\n<html lang="en-US"><title>WordPress, simulated</title><p>${words}</p></html>\n`,
  },
  '/license.txt': { type: 'text/plain', body: `${words}\n` },
};

/** Before any store was seeded: the package is unpacked first. In Unix seconds. */
const unpacked = 1_640_995_200;

/** The file at a path below the site's folder, as the web server sends it. */
export function standingFile(path: string): { bytes: Uint8Array; type: string; made: number } | undefined {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  return file && { bytes: Buffer.from(file.body), type: file.type, made: unpacked };
}

/** True for a folder whose files Apache does not list, and in which WordPress has put no index.php. */
export function isUnlistedFolder(path: string): boolean {
  return path === '/wp-includes/' || path === '/wp-content/uploads/';
}
