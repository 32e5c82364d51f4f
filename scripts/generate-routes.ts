/**
 * Counts which recordings hold which route, and writes docs/what-is-simulated.md and mocks/data/routes/recorded.json.
 * With --check nothing is written, and what is out of date ends it with code 1.
 */
import { globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createStore, profiles, type StoreRoute } from '../mocks/index.ts';
import { currentText } from './current-text.ts';
import { simulatedPage } from './routes/page.ts';
import { recordedRequests } from './routes/recorded.ts';

const root = path.resolve(import.meta.dirname, '..');

const routes = new Map<string, readonly StoreRoute[]>();
for (const profile of Object.keys(profiles)) {
  const store = await createStore({ profile });
  routes.set(profile, await store.routes());
}

const counts = countRecordings([...routes.values()].flat());
const files = new Map<string, string>([
  ['mocks/data/routes/recorded.json', `${JSON.stringify(Object.fromEntries(counts), null, 1)}\n`],
  ['docs/what-is-simulated.md', simulatedPage(routes, counts)],
]);

const changed = [...files].filter(([name, text]) => currentText(path.join(root, name)) !== text);
if (process.argv.includes('--check')) {
  for (const [name] of changed) console.error(`${name} is out of date: run npm run generate.`);
  if (changed.length > 0) process.exitCode = 1;
} else for (const [name, text] of changed) writeFileSync(path.join(root, name), text);

/** How many recorded requests each method of a route has, by `GET /wc/v3/orders`, in alphabetical order. */
function countRecordings(all: readonly StoreRoute[]): Map<string, number> {
  const patterns = new Map<string, { readonly regexp: RegExp; readonly names: string[] }>();
  for (const { method, pattern } of all) {
    const known = patterns.get(pattern) ?? {
      regexp: new RegExp(`^${pattern.replaceAll('(?P<', '(?<')}$`, 'i'),
      names: [],
    };
    if (!known.names.includes(method)) known.names.push(method);
    patterns.set(pattern, known);
  }
  const found = new Map<string, number>();
  const recordings = globSync('test/recordings/{scenarios,lives}/*.jsonl', { cwd: root }).sort();
  for (const request of recordings.flatMap(file => recordedRequests(path.join(root, file)))) {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    for (const [pattern, { regexp, names }] of patterns) {
      if (!names.includes(method) || !regexp.test(request.route)) continue;
      const name = `${method} ${pattern}`;
      found.set(name, (found.get(name) ?? 0) + 1);
      break;
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
