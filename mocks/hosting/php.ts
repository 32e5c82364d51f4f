/** PHP itself: its clock, its errors, what it prints, how long it takes. */
import { onAnswer } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { choice, number } from './parameters.ts';

const dirt = {
  bom: '\xEF\xBB\xBF',
  notice:
    '<br />\n<b>Notice</b>:  Undefined index: lang in <b>/var/www/html/wp-content/plugins/shop-extras/extras.php</b> on line <b>42</b><br />\n',
  html: '<!-- Performance optimized by a plugin -->\n',
};

export const phpFaults = faultsIn('php', [
  /** A virtual machine whose clock drifts. The Date header of the answers tells it: a listener sends the store's time. */
  defineFault({
    id: 'clock-skew',
    title: 'The clocks of store and client are too far apart',
    seen: 'OAuth: a right signature is refused with 401 "Invalid timestamp." when they are more than 15 minutes apart, and the Date header of the answers is off by as much; Basic works.',
    parameters: {
      seconds: number(3600, "how far the server's clock is ahead; negative when it is behind", {
        whole: true,
      }),
    },
    site: ({ seconds }) => ({ clock: seconds }),
  }),
  /** A plugin dies: WordPress's fatal error handler answers (since 5.2). */
  defineFault({
    id: 'critical-error',
    title: 'PHP dies of a fatal error',
    seen: '500 "There has been a critical error on this website.": JSON internal_server_error for a client that sends or accepts JSON, a page for any other, for every URL that WordPress answers.',
    parameters: {},
    site: () => ({ plugins: [{ name: 'critical-error', dies: () => true }] }),
  }),
  /** A wp-config.php saved with a byte order mark, `WP_DEBUG_DISPLAY`, or a plugin that prints. */
  defineFault({
    id: 'dirty-body',
    title: 'Something is printed beside the JSON',
    seen: 'The right status, and a byte order mark or a PHP notice beside the JSON: "Unexpected token", "JSON ERROR: Syntax error", "Unexpected UTF-8 BOM".',
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
  }),
  /** Too few workers, a slow database, a plugin that waits for another server. */
  defineFault({
    id: 'slow',
    title: 'Answers come late',
    seen: 'The right answer comes after many seconds: a client with a shorter time limit gives up, and does not know whether the store has done what was asked.',
    parameters: { seconds: number(10, 'how long each request waits', { min: 0 }) },
    wrap:
      (next, { seconds }, { wait }) =>
      async message => {
        await wait(seconds);
        return next(message);
      },
  }),
]);
