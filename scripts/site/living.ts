/** The pages that do something: their components are in `site/living`. */
import type { Page } from './page.ts';

export const livingPages: readonly Page[] = [
  {
    address: 'explain',
    title: 'Explain',
    about: 'Why a WooCommerce store refuses a request, told in this browser alone.',
    from: '',
    text: [
      '# Explain a request or an answer',
      '',
      'Paste what you have: a URL, a `curl` command, raw HTTP, HAR, lines of an access log, the answer of the store. It stays in',
      'this page: its content security policy lets nothing be sent anywhere, and it works without a network.',
      '',
      '```living',
      'explain',
      '```',
      '',
    ].join('\n'),
  },
  {
    address: 'playground',
    title: 'Playground',
    about: 'A simulated WooCommerce store in this browser, with the faults of real hosting.',
    from: '',
    text: [
      '# Playground',
      '',
      'A simulated store runs in this page. Switch a fault of its hosting on and see the answer change.',
      '',
      '```living',
      'playground',
      '```',
      '',
    ].join('\n'),
  },
];
