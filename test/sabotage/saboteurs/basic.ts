import { changing, refusal, type Saboteur, withStatus, withText } from '../saboteur.ts';

const stranger = refusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');

const saboteurs: readonly Saboteur[] = [
  { requirement: 'BASIC-01', wrong: 'Basic is off', store: { rules: { allowsBasic: () => false } } },
  {
    requirement: 'BASIC-01',
    wrong: 'orders have numbers for ids in text',
    between: changing(answer => ({
      ...answer,
      body: Buffer.from(
        Buffer.from(answer.body)
          .toString()
          .replaceAll(/"id":(\d+)/g, '"id":"$1"'),
      ),
    })),
  },
  {
    requirement: 'BASIC-02',
    wrong: 'the secret is not compared',
    store: { rules: { isSecretRight: () => true } },
  },
  {
    requirement: 'BASIC-02',
    wrong: 'the secret is compared without regard to case',
    store: { rules: { isSecretRight: (stored, sent) => stored === String(sent).toLowerCase() } },
  },
  {
    requirement: 'BASIC-02',
    wrong: 'a wrong secret is not told from an unknown key',
    between: changing(answer =>
      Buffer.from(answer.body).includes('Consumer secret is invalid.') ? stranger : undefined,
    ),
  },
  {
    requirement: 'BASIC-03',
    wrong: 'an unknown key is told',
    store: {
      rules: { unknownKey: () => ({ code: 'unknown_key', message: 'Unknown.', data: { status: 401 } }) },
    },
  },
  {
    requirement: 'BASIC-03',
    wrong: '403 for 401',
    between: withStatus(401, 403),
  },
  {
    requirement: 'BASIC-04',
    wrong: 'the key is not trimmed',
    store: { rules: { normalizeKey: key => String(key) } },
  },
  {
    requirement: 'BASIC-04',
    wrong: 'tags are not stripped from the key',
    store: { rules: { normalizeKey: key => String(key).trim() } },
  },
  {
    requirement: 'BASIC-04',
    wrong: 'the secret is trimmed too',
    store: { rules: { isSecretRight: (stored, sent) => stored === String(sent).trim() } },
  },
  {
    requirement: 'BASIC-05',
    wrong: 'the scheme is taken by case',
    between: (message, store) =>
      message.headers.some(field => /^(?:basic|BASIC) /.test(field)) ? stranger : store(message),
  },
  {
    requirement: 'BASIC-06',
    wrong: 'keys are taken without TLS',
    store: { rules: { allowsBasic: () => true } },
  },
  {
    requirement: 'BASIC-07',
    wrong: 'a pair that is no Base64 is taken',
    between: (message, store) =>
      store({
        ...message,
        headers: message.headers.map(field =>
          /^Basic ck_/.test(field) ? `Basic ${Buffer.from(field.slice(6)).toString('base64')}` : field,
        ),
      }),
  },
  {
    requirement: 'BASIC-07',
    wrong: 'the scheme is not looked at',
    between: (message, store) =>
      store({ ...message, headers: message.headers.map(field => field.replace(/^Bearer /, 'Basic ')) }),
  },
  {
    requirement: 'BASIC-08',
    wrong: 'refusals carry a challenge',
    between: changing(answer =>
      answer.status === 401
        ? { ...answer, headers: [...answer.headers, 'WWW-Authenticate', 'Basic realm="x"'] }
        : undefined,
    ),
  },
  { requirement: 'BASIC-09', wrong: '403 for 401', between: withStatus(401, 403) },
  {
    requirement: 'BASIC-09',
    wrong: 'an error without its status',
    between: withText(',"data":{"status":401}', ''),
  },
  {
    requirement: 'BASIC-09',
    wrong: 'the index is closed',
    between: (message, store) => (message.target === '/wp-json/wc/v3' ? stranger : store(message)),
  },
];

export default saboteurs;
