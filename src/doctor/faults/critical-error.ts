import type { Fault } from '../fault.ts';
import { quoteAll } from '../proof.ts';

/** WordPress's fatal error handler, since 5.2: `internal_server_error` where JSON is wanted, wp_die() elsewhere. */
export const criticalError: Fault = {
  id: 'critical-error',
  layer: 'PHP',
  title: 'PHP dies of a fatal error',
  level: 'fault',
  symptom: '500: JSON internal_server_error for the API, a page or nothing elsewhere.',
  probes: ['A1', 'A2', 'A4', 'B5', 'B6'],
  lookAlikes: [{ id: 'bad-gateway', difference: '502 or 504: PHP was not reached at all' }],
  examine(evidence) {
    const dead = evidence.all
      .filter(({ reading }) => reading.status === 500 && reading.said !== 'odd JSON')
      .map(({ probe }) => probe.id);
    const first = dead[0];
    if (first === undefined) return undefined;
    const isHandled = dead.some(id => evidence.reading(id)?.code === 'internal_server_error');
    return {
      certainty: isHandled ? 'proven' : 'likely',
      proof: [
        ...quoteAll(
          evidence,
          dead.slice(0, 3),
          isHandled ? 'what WordPress says when PHP dies' : 'PHP or the web server died',
        ),
        `${dead.length} of ${evidence.all.length} answers are so.`,
      ],
      undecided:
        "What died is told by PHP's error log alone, or by the mail that WordPress sends to the administrator.",
    };
  },
  fixes: [
    {
      server: 'wp-config.php',
      where: 'above "That\'s all, stop editing!", to see the error in wp-content/debug.log',
      lines:
        "define( 'WP_DEBUG', true );\ndefine( 'WP_DEBUG_LOG', true );\ndefine( 'WP_DEBUG_DISPLAY', false );",
      check: 'tail wp-content/debug.log names the file: update, repair or deactivate that plugin.',
    },
    {
      server: 'wp-config.php',
      where: 'where the log says "Allowed memory size exhausted"',
      lines: "define( 'WP_MEMORY_LIMIT', '256M' );",
      check: 'Run the doctor again: A4 is answered 401.',
    },
  ],
  workaround: 'None; requests that die depend on what is asked, so fewer items a page may pass.',
  sources: ['https://wordpress.org/documentation/article/faq-troubleshooting/'],
};
