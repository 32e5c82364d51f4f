import { onRequest, pathOf, queryOf } from './change.ts';
import { defineFault } from './fault.ts';
import { text } from './parameters.ts';

/** A translation plugin, a tracker, a proxy: something puts a parameter of its own into `$_GET`. */
export const queryParameterAdded = defineFault({
  id: 'query-parameter-added',
  title: 'A parameter is added to the query',
  layer: 'plugin',
  description:
    'OAuth: 401 "Invalid signature - provided signature does not match." always. Keys in the header or the query work.',
  parameters: {
    name: text('lang', "the parameter's name"),
    value: text('en', 'its value, percent-encoded'),
  },
  wrap: (next, { name, value }) =>
    onRequest(next, message => {
      const query = queryOf(message.target);
      const added = `${name}=${value}`;
      return {
        ...message,
        target: `${pathOf(message.target)}?${query === '' ? added : `${query}&${added}`}`,
      };
    }),
});
