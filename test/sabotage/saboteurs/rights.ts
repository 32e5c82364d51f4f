import { builtInFixture } from '../../../mocks/index.ts';
import { woocommerceRules as rules } from '../../../mocks/woocommerce/authentication/rules.ts';
import { simulatedHome } from '../../../src/targets/simulated.ts';
import { changing, refusal, type Saboteur, withStatus, withText } from '../saboteur.ts';

const everything = { rules: { meets: () => true } };
const nothing = { rules: { meets: () => false } };
const read = 'The API key provided does not have read permissions.';
const write = 'The API key provided does not have write permissions.';

/** The built-in store with keys that are there although they should be gone. */
function withKeyBack(name: string, userId = 1) {
  const fixture = builtInFixture(simulatedHome);
  return {
    fixture: {
      ...fixture,
      keys: fixture.keys.map(key => (key.name === name ? { ...key, state: 'active', user_id: userId } : key)),
    },
  };
}

const saboteurs: readonly Saboteur[] = [
  { requirement: 'PERM-01', wrong: 'no key may do anything', store: nothing },
  {
    requirement: 'PERM-01',
    wrong: 'HEAD needs the right to write',
    store: { rules: { needOf: method => (method === 'HEAD' ? 'write' : rules.needOf(method)) } },
  },
  { requirement: 'PERM-02', wrong: 'every key may do everything', store: everything },
  {
    requirement: 'PERM-02',
    wrong: 'DELETE needs the right to read',
    store: { rules: { needOf: method => (method === 'DELETE' ? 'read' : rules.needOf(method)) } },
  },
  { requirement: 'PERM-02', wrong: '403 for 401', between: withStatus(401, 403) },
  { requirement: 'PERM-03', wrong: 'no key may do anything', store: nothing },
  { requirement: 'PERM-04', wrong: 'every key may do everything', store: everything },
  {
    requirement: 'PERM-04',
    wrong: 'a key that writes reads too',
    store: {
      rules: { meets: (permissions, need) => permissions === 'write' || rules.meets(permissions, need) },
    },
  },
  {
    requirement: 'PERM-05',
    wrong: 'permissions that are not known are those of a read key',
    store: {
      rules: {
        meets: (permissions, need) => rules.meets(permissions === 'none' ? 'read' : permissions, need),
      },
    },
  },
  {
    requirement: 'PERM-06',
    wrong: 'OPTIONS needs the right to read',
    store: { rules: { needOf: method => (method === 'OPTIONS' ? 'read' : rules.needOf(method)) } },
  },
  {
    requirement: 'PERM-07',
    wrong: 'the method that overrides is not looked at',
    between: (message, store) =>
      store({
        ...message,
        target: message.target.replace(/[?&]_method=[A-Z]+/, ''),
        headers: message.headers.map(field => field.replace(/^X-HTTP-Method-Override$/i, 'X-Nothing')),
      }),
  },
  { requirement: 'PERM-08', wrong: 'every key may do everything', store: everything },
  { requirement: 'PERM-08', wrong: 'reading is told as writing', between: withText(read, write) },
  { requirement: 'RIGHTS-01', wrong: '401 for 403', between: withStatus(403, 401) },
  {
    requirement: 'RIGHTS-01',
    wrong: 'customers may read',
    store: {
      fixture: {
        ...builtInFixture(simulatedHome),
        users: builtInFixture(simulatedHome).users.map(user => ({ ...user, role: 'administrator' })),
      },
    },
  },
  { requirement: 'RIGHTS-02', wrong: '403 for 401', between: withStatus(401, 403) },
  {
    requirement: 'RIGHTS-03',
    wrong: 'shop managers may not',
    store: {
      fixture: {
        ...builtInFixture(simulatedHome),
        users: builtInFixture(simulatedHome).users.map(user =>
          user.role === 'shop_manager' ? { ...user, role: 'subscriber' } : user,
        ),
      },
    },
  },
  {
    requirement: 'RIGHTS-04',
    wrong: 'deleting is told as editing',
    between: withText('woocommerce_rest_cannot_delete', 'woocommerce_rest_cannot_edit'),
  },
  {
    requirement: 'RIGHTS-05',
    wrong: 'the index is for administrators',
    between: changing((answer, message) =>
      message.target === '/wp-json/wc/v3' ? refusal(403, 'woocommerce_rest_cannot_view', 'No.') : answer,
    ),
  },
  { requirement: 'GONE-01', wrong: 'a revoked key works on', store: withKeyBack('revoked') },
  { requirement: 'GONE-02', wrong: "a deleted user's key works on", store: withKeyBack('deletedUser') },
  {
    requirement: 'GONE-02',
    wrong: "a deleted user's key is forbidden, not unknown",
    store: withKeyBack('deletedUser', 5),
  },
  { requirement: 'GONE-03', wrong: 'a revoked key works on', store: withKeyBack('revoked') },
  {
    requirement: 'GONE-03',
    wrong: 'a key that is gone is not told',
    store: { rules: { unknownOAuthKey: () => undefined } },
  },
  { requirement: 'GONE-04', wrong: 'a missing user is an administrator', store: withKeyBack('orphan') },
  { requirement: 'GONE-04', wrong: 'user 0 is a customer', store: withKeyBack('nobody', 3) },
];

export default saboteurs;
