/** `npm run clients`: runs every client and writes what works with which into docs/guides/clients.md. */
import { clients, installNpmClients } from './clients.ts';
import { runClient } from './matrix.ts';
import { writePage } from './page.ts';
import { startStores } from './stores.ts';

installNpmClients();
const missing = clients.filter(client => client.version() === undefined);
if (missing.length > 0) {
  const lines = missing.map(({ name, from }) => `${name} is not installed (${from})`);
  console.error(`The page needs all clients: ${lines.join('; ')}`);
  process.exit(2);
}
const ends: (() => void)[] = [];
try {
  const stores = await startStores({ after: (end: () => void) => void ends.push(end) });
  const runs = [];
  for (const client of clients) runs.push({ client, cells: await runClient(client, stores) });
  writePage(runs);
} finally {
  for (const end of ends) end();
}
