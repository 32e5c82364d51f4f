import type { Message } from '../../../mocks/index.ts';
import { type Saboteur, withText } from '../saboteur.ts';

/** The query's key and secret are taken away, as by a server that drops the query. */
function withoutQueryCredentials(message: Message): Message {
  return { ...message, target: message.target.replace(/[?&]consumer_(?:key|secret)=[^&]*/g, '') };
}

const saboteurs: readonly Saboteur[] = [
  {
    requirement: 'QUERY-01',
    wrong: 'the query is not looked at',
    store: { rules: { choose: (_query, header) => header() } },
  },
  {
    requirement: 'QUERY-01',
    wrong: 'the secret is not compared',
    store: { rules: { isSecretRight: () => true } },
  },
  {
    requirement: 'QUERY-02',
    wrong: 'the query does not arrive either',
    between: (message, store) => store(withoutQueryCredentials(message)),
  },
  {
    requirement: 'QUERY-03',
    wrong: 'the header wins',
    store: { rules: { choose: (query, header) => header() ?? query } },
  },
  {
    requirement: 'QUERY-04',
    wrong: 'a key without a secret is enough',
    store: { rules: { choose: (query, header) => query ?? header(), isSecretRight: () => true } },
    between: (message, store) =>
      store({
        ...message,
        target: /consumer_key=ck_/.test(message.target)
          ? `${message.target.replace(/&consumer_secret=[^&]*/, '')}&consumer_secret=x`
          : message.target,
      }),
  },
  {
    requirement: 'QUERY-05',
    wrong: 'a form is looked at',
    between: (message, store) => {
      const form = Buffer.from(message.body).toString('latin1');
      const joint = message.target.includes('?') ? '&' : '?';
      return store(
        form.includes('consumer_key=') ? { ...message, target: message.target + joint + form } : message,
      );
    },
  },
  {
    requirement: 'QUERY-05',
    wrong: 'another code',
    between: withText('woocommerce_rest_cannot_edit', 'woocommerce_rest_cannot_create'),
  },
  {
    requirement: 'QUERY-06',
    wrong: 'a dot stays a dot',
    between: (message, store) =>
      store({ ...message, target: message.target.replaceAll('consumer.', 'consumer-') }),
  },
  {
    requirement: 'QUERY-06',
    wrong: 'names are read without regard to case',
    between: (message, store) =>
      store({
        ...message,
        target: message.target.replace(/CONSUMER_(?:KEY|SECRET)/g, name => name.toLowerCase()),
      }),
  },
];

export default saboteurs;
