/**
 * Stands in for @wp-playground/cli where it is not installed: takes the same arguments, "installs" by writing what seed.php
 * writes, and serves the request that it was told of, instead of PHP.
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const [command, ...args] = process.argv.slice(2);
const mounts = {};
args.forEach((arg, index) => {
  if (arg === '--mount-dir-before-install') mounts[args[index + 2]] = args[index + 1];
});
const home = args.find(arg => arg.startsWith('--site-url='))?.slice('--site-url='.length);
const own = mounts['/internal/latchkey'];

if (command === 'run-blueprint') {
  const fixture = JSON.parse(readFileSync(path.join(own, 'fixture.json'), 'utf8'));
  if (fixture.title === 'Broken') {
    writeFileSync(path.join(own, 'failed.txt'), 'Call to undefined function wc_api_hash()');
    process.exit(1);
  }
  if (fixture.title === 'Slow') {
    writeFileSync(path.join(own, 'pid'), String(process.pid));
    await new Promise(() => setInterval(() => {}, 1_000));
  }
  const database = path.join(mounts['/wordpress'], 'wp-content', 'database');
  mkdirSync(database, { recursive: true });
  writeFileSync(path.join(database, '.ht.sqlite'), '');
  const made = { woocommerce: '10.5.0', wordpress: '6.9.1', php: '8.3.33' };
  writeFileSync(path.join(own, 'seeded.json'), JSON.stringify(made));
} else {
  let isFirst = true;
  const server = createServer((request, response) => {
    if (isFirst) {
      isFirst = false;
      response.writeHead(302, { location: request.url }).end();
      return;
    }
    const told = JSON.parse(Buffer.from(request.headers['latchkey-request'], 'base64'));
    const data = path.join(mounts['/wordpress/wp-content/database'], '.ht.sqlite');
    if (request.method === 'POST') appendFileSync(data, 'written');
    const variables = Object.entries(told.variables).map(([name, value]) => [name, atob(value)]);
    const all = { path: request.url, variables: Object.fromEntries(variables) };
    // What a store has to say when it is asked for the time, and for its data.
    const state = { hour: Math.floor(Date.now() / 3_600_000), data: readFileSync(data, 'utf8') };
    const body = request.url.startsWith('/wp-json/state') ? { ...state, home } : all;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`Ready! WordPress is running on http://127.0.0.1:${server.address().port} (2 workers)`);
  });
}
