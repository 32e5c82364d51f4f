import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isChallenge } from '../signs.ts';

export const notWordpress: Fault = {
  id: 'not-wordpress',
  layer: 'client',
  title: 'What answers at this URL is not WordPress',
  level: 'fault',
  symptom: 'No REST API: no Link header on the front page, nothing at /wp-json/, nothing at ?rest_route=/.',
  probes: ['A1', 'A2', 'A2p'],
  lookAlikes: [
    { id: 'no-rewrite', difference: '?rest_route=/ answers' },
    { id: 'html-200', difference: 'the front page is WordPress’s' },
    { id: 'firewall', difference: 'a page refuses with 403 or 406' },
  ],
  examine(evidence) {
    const { whereabouts } = evidence;
    const front = whereabouts.front.reading;
    if (whereabouts.rootBy !== 'guessed' || front.status === undefined) return undefined;
    const isOpen = front.status < 400 || front.status === 404;
    if (!isOpen || front.said === 'redirect' || isChallenge(front)) return undefined;
    if (/wp-(content|includes|json)/.test(front.text) || front.isDamaged) return undefined;
    // A refusal at the API may hide a WordPress that hides itself on its pages.
    const index = evidence.reading('A2');
    if (evidence.isWordPress('A2') || evidence.isWordPress('A2p') || index?.isDamaged) return undefined;
    if (index?.said === 'no answer' || [401, 403, 406, 429, 455, 501].includes(index?.status as number))
      return undefined;
    return {
      certainty: 'likely',
      proof: [
        quote(evidence, 'A1', 'no Link to a REST API, and no sign of WordPress in the page'),
        quote(evidence, 'A2', 'no index of a REST API'),
        ...(evidence.reading('A2p') ? [quote(evidence, 'A2p', 'nor here')] : []),
      ],
      undecided:
        'A store in a folder of its own (https://shop.example/store) is not seen from here: give the URL of the store’s front page.',
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the URL of the store’s front page, as Settings → General → Site Address (URL) says it',
      check: 'curl -s https://shop.example/wp-json/ prints JSON with "namespaces".',
    },
  ],
  workaround: 'None: there is nothing to ask.',
  sources: ['https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/'],
};
