import { createClient } from '../../src/client/http/client.ts';
import { createGuest } from '../../src/client/http/guest.ts';
import { Admin } from '../../src/personas/admin.ts';

/** What of Latchkey's is on the store: asked of the store itself, as an administrator. */
export async function leftOn(store: string): Promise<{ users: boolean; keys: number }> {
  const client = createClient();
  const guest = createGuest(client, { requestsPerSecond: 1000, concurrency: 2, longestWait: 1, headers: [] });
  try {
    const admin = new Admin(guest, store, { login: 'owner', password: 'owner-password' });
    await admin.logIn();
    const { answer } = await admin.merchant.open(`${store}/wp-admin/users.php?s=latchkey`);
    const users = /latchkey-[0-9a-f]{8}/.test(Buffer.from(answer?.body ?? []).toString('utf8'));
    return { users, keys: (await admin.keys('latchkey-')).length };
  } finally {
    await client.close();
  }
}

export const nothing = { users: false, keys: 0 };
