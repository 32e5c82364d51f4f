import { readFileSync } from 'node:fs';

/** The version in the nearest package.json: beside `src` in a checkout and in the published package alike. */
export function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
