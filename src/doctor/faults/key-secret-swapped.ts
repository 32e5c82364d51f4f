import type { Fault } from '../fault.ts';

export const keySecretSwapped: Fault = {
  id: 'key-secret-swapped',
  layer: 'key',
  title: 'Consumer key and secret are swapped',
  level: 'fault',
  symptom: 'The store knows no such key: header and query are answered as if nobody had asked.',
  probes: ['B3'],
  lookAlikes: [{ id: 'unknown-key', difference: 'the key begins with ck_' }],
  examine({ known: { credentials } }) {
    if (!credentials?.consumerKey.trim().startsWith('cs_')) return undefined;
    if (!credentials.consumerSecret.trim().startsWith('ck_')) return undefined;
    return {
      certainty: 'proven',
      proof: ['The key given begins with cs_, as secrets do; the secret given begins with ck_, as keys do.'],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the client's settings",
      lines: 'consumer key: ck_…\nconsumer secret: cs_…',
      check: 'Run the doctor again with the two the right way round.',
    },
  ],
  workaround: 'None is needed.',
  sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
};
