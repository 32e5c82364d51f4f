import type { Mistake, MistakeVariant } from '../mistake.ts';
import { percentDecode } from '../plan.ts';
import { firstHeaderOf } from '../request.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export const methodMistakes: readonly Mistake[] = [
  {
    id: 'method-override-signed',
    step: 'method',
    title: 'The overridden method is signed',
    does: 'The client sends POST with _method=PUT (or X-HTTP-Method-Override) and signs PUT.',
    fix: 'Sign the method that is sent, POST; _method is a parameter like any other.',
    variants: (plan, view) => {
      const inQuery = /[?&]_method=([^&]*)/.exec(view.request.target)?.[1];
      const wanted = inQuery ? percentDecode(inQuery) : firstHeaderOf(view.request, 'x-http-method-override');
      return wanted
        ? [{ plan: { ...plan, method: wanted.toUpperCase() }, detail: `${wanted} was signed` }]
        : [];
    },
  },
  {
    id: 'method-in-lower-case',
    step: 'method',
    title: 'The method is signed in lower case',
    does: 'The client signs "get".',
    fix: 'Sign the method in upper case (RFC 5849 section 3.4.1.1).',
    variants: plan => [
      { plan: { ...plan, method: plan.method.toLowerCase() } },
      { plan: { ...plan, method: plan.method.charAt(0) + plan.method.slice(1).toLowerCase() } },
    ],
  },
  {
    id: 'wrong-method',
    step: 'method',
    title: 'Another method is signed than sent',
    does: 'The client signs with a method that it does not send: fixed to GET, or changed by a redirect.',
    fix: 'Sign the method of this very request.',
    variants: plan =>
      methods
        .filter(method => method !== plan.method)
        .map(method => ({ plan: { ...plan, method }, detail: `${method} was signed` })),
  },
  {
    id: 'method-left-out',
    step: 'method',
    title: 'The method is not signed',
    does: 'The base string of the client does not start with the method: it is empty there, or says "undefined".',
    fix: 'Begin the base string with the method and "&".',
    inPairs: 2,
    variants: (plan): MistakeVariant[] => [
      { plan: { ...plan, method: '' } },
      ...['undefined', 'null', 'None', '[object Object]'].map(method => ({
        plan: { ...plan, method },
        detail: `"${method}" stands in its place`,
      })),
    ],
  },
];
