import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, fixture, sample } from './client.ts';

describe('customers', () => {
  it('are the users with that role', async () => {
    const shop = await client();
    const list = await shop.get('v3/customers');
    assert.deepEqual(
      list.json.map((one: { username: string }) => one.username),
      ['customer'],
    );
    assert.equal(String((await shop.get('v3/customers?role=all')).header('x-wp-total')), '5');
    assert.equal((await shop.get('v3/customers?email=manager@shop.test&role=all')).json[0].id, 2);
    const { meta_data, ...wanted } = (sample('v3-customers') as Record<string, unknown>[])[0] as Record<
      string,
      unknown
    >;
    const { meta_data: _, ...got } = list.json[0];
    assert.ok(meta_data);
    // The sample's customer had not bought since the last change; those of the recorded lives had.
    const { date_modified, date_modified_gmt } = got;
    const changed = { ...wanted, date_modified, date_modified_gmt };
    assert.equal(JSON.stringify(got), JSON.stringify(changed));
  });

  it('are made, changed and deleted, and their keys with them', async () => {
    const shop = await client();
    const made = await shop.call('POST', 'v3/customers', { email: 'ada@example.com', first_name: 'Ada' });
    assert.equal(made.status, 201);
    assert.equal(made.json.username, 'ada');
    const twice = await shop.call('POST', 'v3/customers', { email: 'ada@example.com' });
    assert.equal(twice.json.code, 'registration-error-email-exists');
    const changed = await shop.call('PUT', `v3/customers/${made.json.id}`, { billing: { city: 'Turin' } });
    assert.equal(changed.json.billing.city, 'Turin');
    assert.equal(changed.json.first_name, 'Ada');
    assert.equal((await shop.call('DELETE', `v3/customers/${made.json.id}`)).status, 501);

    assert.equal((await shop.as('customer_rw').get('v3/orders')).status, 403);
    assert.equal((await shop.call('DELETE', 'v3/customers/3?force=true')).status, 200);
    assert.equal((await shop.as('customer_rw').get('v3/orders')).status, 401);
    assert.equal((await shop.get('v3/customers/3')).json.code, 'wc_user_invalid_id');
  });

  it('may be managed by a shop manager, other users not; creating them only from newer versions on', async () => {
    const shop = (await client()).as('manager_rw');
    assert.equal((await shop.call('PUT', 'v3/customers/3', { first_name: 'C' })).status, 200);
    assert.equal((await shop.call('PUT', 'v3/customers/1', { first_name: 'A' })).status, 403);
    assert.equal((await shop.get('v3/customers')).header('allow'), 'GET, POST');
    const before = (await client({ fixture: fixture('wc-8.2') })).as('manager_rw');
    assert.equal((await before.get('v3/customers')).header('allow'), 'GET');
  });

  // own.customer.027 of the recorded rights, in every version.
  it('may not see themselves either', async () => {
    const shop = (await client()).as('customer_rw');
    assert.equal((await shop.get('v3/customers/3')).status, 403);
    assert.equal((await shop.get('v3/customers/1')).status, 403);
  });
});
