import { onAnswer } from './change.ts';
import { defineFault } from './fault.ts';
import { choice } from './parameters.ts';

const dirt = {
  bom: '\xEF\xBB\xBF',
  notice:
    '<br />\n<b>Notice</b>:  Undefined index: lang in <b>/var/www/html/wp-content/plugins/shop-extras/extras.php</b> on line <b>42</b><br />\n',
  html: '<!-- Performance optimized by a plugin -->\n',
};

/** A wp-config.php saved with a byte order mark, `WP_DEBUG_DISPLAY`, or a plugin that prints. */
export const dirtyBody = defineFault({
  id: 'dirty-body',
  title: 'Something is printed in front of the JSON',
  layer: 'php',
  description:
    'The right status, then EF BB BF or a PHP notice before the JSON: "Unexpected token", "JSON ERROR: Syntax error".',
  parameters: { kind: choice(['bom', 'notice', 'html'], 'bom', 'what is printed') },
  wrap: (next, { kind }) => {
    const before = Uint8Array.from(dirt[kind], char => char.charCodeAt(0));
    return onAnswer(next, answer => {
      if (answer.body.length === 0) return answer;
      const body = new Uint8Array(before.length + answer.body.length);
      body.set(before);
      body.set(answer.body, before.length);
      return { ...answer, body };
    });
  },
});
