import { type AuthorizeRules, noBody } from '../../../mocks/index.ts';
import { woocommerceAuthorizeRules as rules } from '../../../mocks/woocommerce/authorize/rules.ts';
import { changing, type Saboteur, withText } from '../saboteur.ts';

function bent(requirement: string, wrong: string, authorizeRules: Partial<AuthorizeRules>): Saboteur {
  return { requirement, wrong, store: { authorizeRules } };
}

const saboteurs: readonly Saboteur[] = [
  bent('GRANT-01', 'the rights to read are shown, whatever is asked for', {
    describe: () => rules.describe('read'),
  }),
  {
    requirement: 'GRANT-01',
    wrong: 'a right is missing on the page',
    between: withText('<li>Create webhooks</li>', ''),
  },
  bent('GRANT-02', 'every key may read and write', { keyPermissions: () => 'read_write' }),
  {
    requirement: 'GRANT-02',
    wrong: 'the app is not told that access was granted',
    between: changing(answer =>
      answer.headers.some(value => value.includes('success=1'))
        ? { ...answer, headers: answer.headers.map(value => value.replace('success=1&', '')) }
        : undefined,
    ),
  },
  bent('GRANT-03', 'a granted key is deleted at once', {
    isDelivered: () => false,
  }),
  {
    requirement: 'GRANT-03',
    wrong: 'a key for writing reads too',
    store: { rules: { meets: () => true } },
  },
  bent('GRANT-04', 'user_id is made a number', { userIdForApp: value => Number(value) }),
  bent('GRANT-04', 'the zeros of user_id are lost', {
    userIdForApp: value => String(value).replace(/^0+/, ''),
  }),
  bent('GRANT-05', 'brackets and stars are lost', {
    clean: value => (typeof value === 'string' ? value.replace(/[()*]/g, '') : value),
  }),
  {
    requirement: 'GRANT-05',
    wrong: 'a plus stays a plus',
    between: (message, store) => store({ ...message, target: message.target.replaceAll('+', '%2B') }),
  },
  bent('GRANT-06', 'nobody is asked to log in', { asksToLogIn: false }),
  {
    requirement: 'GRANT-06',
    wrong: 'a wrong password is not told',
    between: withText('The password you entered', 'Something'),
  },
  bent('GRANT-07', 'only administrators may grant keys', { capability: 'manage_options' }),
  bent('GRANT-08', 'no scheme is added', { completeUrl: url => url }),
  bent('GRANT-09', 'redirects of the callback are not followed', { callbackRedirects: 0 }),
  bent('DENY-01', 'a refusal is told as consent', { deniedSuccess: '1' }),
  {
    requirement: 'DENY-01',
    wrong: 'there is no way to deny',
    between: withText('wc-auth-deny', 'wc-auth-later'),
  },
  bent('DENY-02', 'everybody may grant keys', { capability: 'read' }),
  bent('DENY-03', 'the nonce is not looked at', { isNonceRight: () => true }),
  bent('DENY-04', 'the nonce never expires', { isNonceRight: () => true }),
  {
    requirement: 'DENY-05',
    wrong: 'the session outlives the log-out',
    between: (message, store) =>
      message.target.includes('action=logout')
        ? {
            status: 302,
            headers: ['Location', new URLSearchParams(message.target.split('?')[1]).get('redirect_to') ?? ''],
            body: noBody,
          }
        : store(message),
  },
  bent('INVALID-01', 'nothing is mandatory', { isMissing: () => false }),
  bent('INVALID-01', '0 is a user', { isMissing: value => value !== '0' && rules.isMissing(value) }),
  bent('INVALID-02', 'the case of a scope does not count', {
    isScope: scope => typeof scope === 'string' && rules.isScope(scope.toLowerCase()),
  }),
  bent('INVALID-02', 'there are no scopes', { isScope: () => false }),
  bent('INVALID-03', 'keys are sent in the clear', { isCallbackSafe: () => true }),
  bent('INVALID-04', 'everything is a URL', { isUrl: () => true }),
  bent('INVALID-04', 'hosts may be of any letters', {
    isUrl: url => rules.isUrl(url) || rules.isUrl(url.replace(/[\x80-\xff]/g, 'x')),
  }),
  bent('INVALID-05', 'tags stay', { clean: value => value }),
  bent('CALLBACK-01', 'every success counts', {
    isDelivered: result => 'status' in result && result.status < 300,
  }),
  bent('CALLBACK-01', 'every answer counts', { isDelivered: result => 'status' in result }),
  bent('CALLBACK-02', 'a key that was not delivered stays', { deletesUndelivered: false }),
  bent('CALLBACK-03', 'nobody is told that the app was not reached', {
    isDelivered: result => 'error' in result || rules.isDelivered(result),
  }),
];

export default saboteurs;
