// Connects an app to the shop as a merchant does, and uses the key that the app was sent.

import { readFileSync } from 'node:fs';
import { builtInFixture } from '../../../mocks/index.ts';
import { authorizationUrl } from '../../../src/authorize/authorization-url.ts';
import { Merchant } from '../../../src/authorize/merchant.ts';
import { createClient } from '../../../src/client/http/client.ts';

const { LATCHKEY_HTTPS_URL: shop = '', NODE_EXTRA_CA_CERTS: trusted = '', APP: app } = process.env;
const client = createClient({ ca: readFileSync(trusted, 'utf8') });
const merchant = new Merchant(client, shop);
const login = await merchant.open(
  authorizationUrl(shop, {
    appName: 'App',
    scope: 'read',
    userId: '7',
    returnUrl: `${app}/return`,
    callbackUrl: `${app}/callback`,
  }),
);
const user = builtInFixture(shop).users.find(({ role }) => role === 'administrator');
const asked = await merchant.submitLogin(login, { login: user?.login ?? '', password: user?.password ?? '' });
try {
  await merchant.approve(asked);
} finally {
  await client.close();
}
