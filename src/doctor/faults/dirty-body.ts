import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const dirtyBody: Fault = {
  id: 'dirty-body',
  layer: 'PHP',
  title: 'Something is printed beside the JSON',
  level: 'fault',
  symptom: 'The right status, then "Unexpected token", "JSON ERROR: Syntax error", "Unexpected UTF-8 BOM".',
  probes: ['A2', 'A4', 'B5'],
  lookAlikes: [
    { id: 'html-200', difference: 'there is no JSON at all' },
    { id: 'gzip-damaged', difference: 'the body says that it is compressed' },
  ],
  examine(evidence) {
    const dirty = evidence.all.filter(({ reading }) => reading.dirt !== undefined);
    const first = dirty[0];
    if (!first) return undefined;
    const dirt = first.reading.dirt as string;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, first.probe.id, `beside the JSON stands ${shown(dirt)}`),
        `${dirty.length} of ${evidence.all.length} answers are so: ${cause(dirt)}.`,
      ],
    };
  },
  fixes: [
    {
      server: 'wp-config.php',
      where: 'above "That\'s all, stop editing!", against notices and warnings',
      lines: "define( 'WP_DEBUG_DISPLAY', false );\n@ini_set( 'display_errors', '0' );",
      check: 'curl -s https://shop.example/wp-json/ | head -c 1 prints {',
    },
    {
      server: 'any',
      where: 'on the server, against a byte order mark: find the file, and save it as UTF-8 without BOM',
      lines: "grep -rlI $'^\\xEF\\xBB\\xBF' --include='*.php' .",
      check: 'curl -s https://shop.example/wp-json/ | head -c 1 prints {',
    },
    {
      server: 'WordPress',
      where: 'the plugin or theme that the text names',
      lines: 'Update it, or deactivate it.',
      check: 'curl -s https://shop.example/wp-json/ | head -c 1 prints {',
    },
  ],
  workaround: 'A client may cut off what stands before the first { or [; it is no cure.',
  sources: [
    'https://github.com/woocommerce/wc-api-php/issues/104',
    'https://github.com/woocommerce/wc-api-php/issues/253',
    'https://github.com/woocommerce/wc-api-python/issues/40',
  ],
};

function shown(dirt: string): string {
  if (dirt.startsWith('\uFEFF')) return 'EF BB BF, a byte order mark';
  const text = dirt.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
  return `"${text}"`;
}

function cause(dirt: string): string {
  if (dirt.startsWith('\uFEFF')) return 'a PHP file, often wp-config.php, was saved with a byte order mark';
  const file = / in <b>([^<]+)<\/b> on line <b>(\d+)/.exec(dirt);
  if (file) return `a message of PHP, from ${file[1]}, line ${file[2]}`;
  return 'a plugin or theme prints while it loads';
}
