/** PHP itself: its clock, its errors, what it prints, how long it takes. */
import { timestampWindow } from '../../../mocks/faults.ts';
import { type Evidence, type Probed, timeIsUp } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { durationAt, type LatePart, latePart, tooLong } from '../late-answers.ts';
import { pairsInWords } from '../pairs.ts';
import { areAllOfOneResource, partIds } from '../partly.ts';
import { quote, quoteAll } from '../proof.ts';
import { isTimeOut, type Reading } from '../reading.ts';
import {
  areCutShort,
  isAuthorizationRefused,
  isChallenge,
  isDatabaseAway,
  isDropped,
  isMethodDropped,
  isServersOwn500,
  isSomebody,
} from '../signs.ts';
import { isWordPressFrontPage } from '../wordpress-proof.ts';

const worthTelling = 2 * 60;

/** Where answers take as long, not all is asked in time; in milliseconds. */
const tooLongForAll = 2_000;

/** It was not answered in time, nor when it was asked again, and was when it was waited for longer. */
function answeredLate(evidence: Evidence, { probe, reading }: Probed): Suspicion {
  const seconds = Math.round(reading.duration / 1000);
  return {
    certainty: 'proven',
    isOfPart: true,
    title: `A part of the API is answered after ${seconds} seconds: ${probe.title}`,
    proof: [
      quote(
        evidence,
        probe.id,
        `in ${seconds} seconds; others wait ${evidence.timeout / 1000} seconds and give up`,
      ),
    ],
  };
}

const inSeconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

/** Answered each time, and each time later than many clients wait. */
function isLateAlone(evidence: Evidence, { pairs, shortest, others }: LatePart): Suspicion {
  return {
    certainty: 'proven',
    isOfPart: true,
    title: `Answers come after ${inSeconds(shortest)} seconds and more to ${pairsInWords(evidence, pairs)}, and soon to the rest`,
    proof: [
      ...quoteAll(
        evidence,
        pairs.slice(0, 3).map(({ id }) => id),
        `after ${inSeconds(shortest)} seconds or more`,
      ),
      `Three of four other answers came within ${inSeconds(others)} seconds.`,
    ],
    undecided: 'What takes so long cannot be seen from outside: the slow log of PHP-FPM names the function.',
  };
}

export const phpFaults: readonly Fault[] = [
  simulated('clock-skew', {
    level: 'fault',
    probes: ['A2', 'B3', 'B4', 'B4t', 'B4w'],
    lookAlikes: [
      { id: 'home-url-differs', difference: 'the words are those for a wrong signature' },
      { id: 'sent-twice', difference: 'the words are others than for an old timestamp (B4t)' },
    ],
    examine(evidence) {
      const skew = evidence.skew ?? 0;
      const refused = ['B4', 'B4w', 'B4h'].find(id => isTimestampRefused(evidence, id));
      if (refused !== undefined)
        return {
          certainty: 'proven',
          proof: [
            quote(evidence, 'B4t', 'a signature that is an hour old'),
            quote(
              evidence,
              refused,
              "a fresh one by the Date of the store's answers is refused in the same words",
            ),
            `The Date header is ${skewInWords(skew)} this machine's clock: PHP's clock is another than the one that writes it.`,
          ],
        };
      const fresh = ['B4', 'B4w', 'B4h'].find(id => isTooNew(evidence, id));
      if (fresh !== undefined)
        return {
          certainty: 'proven',
          title: 'The clock of PHP is about an hour behind the one that writes Date',
          proof: [
            quote(evidence, 'B4t', 'a signature that is an hour old by Date is accepted'),
            quote(evidence, fresh, 'a fresh one is refused, in other words than a wrong one'),
          ],
        };
      if (Math.abs(skew) <= worthTelling) return undefined;
      const isTooFar = Math.abs(skew) > timestampWindow;
      return {
        certainty: 'proven',
        ...(!isTooFar && { level: 'warning' as const }),
        proof: [
          `A2 carried "Date: ${evidence.reading('A2')?.header('date')}", ${skewInWords(skew)} the clock of this machine.`,
          isTooFar
            ? 'Signatures are accepted up to 15 minutes off: a client whose clock is right by this machine is refused.'
            : 'Signatures are accepted up to 15 minutes off: this passes, and drifts on.',
        ],
        undecided:
          'Which of the two clocks is wrong cannot be told from the two alone: compare both with time.gov or `ntpdate -q pool.ntp.org`.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'on the machine whose clock is off',
        lines: 'timedatectl set-ntp true',
        check: 'timedatectl says "System clock synchronized: yes". Run the doctor again.',
      },
      {
        server: 'client',
        where: 'the client',
        lines:
          'oauth_timestamp: Math.floor(Date.now() / 1000) — seconds since 1970, the same in every time zone',
        check: 'date +%s prints the same number, a few seconds apart.',
      },
    ],
    workaround:
      "Keys over HTTPS have no timestamp. For OAuth: add the difference to the store's Date header to the timestamp (many libraries have an option for it).",
    wrongAdvice: '"It is a time-zone problem": seconds since 1970 know no time zone.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/16621',
      'https://github.com/woocommerce/wc-api-python/issues/25',
    ],
  }),
  simulated('dirty-body', {
    level: 'fault',
    probes: ['A2', 'A4', 'B5'],
    lookAlikes: [
      { id: 'html-200', difference: 'there is no JSON at all' },
      { id: 'gzip-damaged', difference: 'the body says that it is compressed' },
    ],
    examine(evidence) {
      const dirty = evidence.all.filter(({ reading }) => reading.dirt !== undefined);
      const first = dirty[0];
      // JSON in the text of another application is none of WordPress's.
      if (!first || (evidence.provenBy === undefined && !isWordPressFrontPage(evidence.reading('A1'))))
        return undefined;
      const dirt = first.reading.dirt as string;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, first.probe.id, `beside the JSON stands ${shownDirt(dirt)}`),
          `${dirty.length} of ${evidence.all.length} answers are so: ${causeOf(dirt)}.`,
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
        notTried: true,
      },
    ],
    workaround: 'A client may cut off what stands before the first { or [; it is no cure.',
    sources: [
      'https://github.com/woocommerce/wc-api-php/issues/104',
      'https://github.com/woocommerce/wc-api-php/issues/253',
      'https://github.com/woocommerce/wc-api-python/issues/40',
    ],
  }),
  simulated('slow', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'connection-timeout', difference: 'no connection comes about' },
      { id: 'connection-reset', difference: 'the connection ends at once' },
    ],
    examine(evidence) {
      const [latecomer] = evidence.latecomers;
      if (latecomer) return answeredLate(evidence, latecomer);
      const late = evidence.all.filter(({ reading }) => isTimeOut(reading));
      const sent = evidence.all.filter(({ probe }) => !probe.id.startsWith('A0'));
      if (late.length > 0 && sent.length > 0) {
        // A whole examination that nothing answers is no slow store, where not even a connection came about.
        const first = late.find(({ probe }) => !probe.id.startsWith('A0'));
        if (!first || first.reading.code === 'UND_ERR_CONNECT_TIMEOUT') return undefined;
        if (areCutShort(late)) return undefined;
        // One of many that passed when it was asked again was chance.
        const isChance =
          late.length <= sent.length / 20 &&
          evidence.repeats(first.probe.id).some(again => again.said !== 'no answer');
        // Requests that are dropped for their User-Agent are told as that.
        const isOfNames =
          late.every(({ probe }) => probe.id.startsWith('A9-')) &&
          late.some(({ probe }) => isDropped(evidence, probe.id));
        const methods = [...new Set(late.map(({ exchange }) => exchange.request.method))];
        const isOfMethods = methods.every(method => isMethodDropped(evidence, method));
        const isOfParts =
          late.every(({ probe }) => partIds.includes(probe.id)) &&
          (late.every(({ probe }) => isDropped(evidence, probe.id)) ||
            (late.some(({ probe }) => isDropped(evidence, probe.id)) && areAllOfOneResource(evidence, late)));
        // None of them was ever answered: whether it comes later, or not at all, is not known.
        const isNever = late.every(({ probe }) => evidence.repeats(probe.id).every(isTimeOut));
        const isOfHeader = isAuthorizationRefused(evidence);
        return {
          certainty: late.length === evidence.all.length || isOfMethods || isNever ? 'likely' : 'proven',
          ...(late.length === evidence.all.length && {
            title: 'The connection opens, and no answer comes in time',
          }),
          ...(isOfMethods && {
            title: `${methods.join(', ')} gets no answer in time, and GET does`,
            undecided:
              'A server that drops such requests without a word and one that is late with them look the same: its log, or a longer --timeout, tells.',
          }),
          ...(isNever &&
            !isOfMethods &&
            late.length !== evidence.all.length && {
              undecided:
                'Whether these are answered later, or never, was not seen: a longer --timeout tells, or the log of PHP.',
            }),
          // A method, a part or a name that is dropped is told as that.
          ...((isChance || isOfNames || isOfMethods || isOfParts || isOfHeader) && {
            level: 'information' as const,
          }),
          proof: [
            quote(evidence, first.probe.id, `waited for ${evidence.timeout / 1000} seconds`),
            `${late.length} of ${evidence.all.length} requests were not answered in time.`,
          ],
          ...(late.length === evidence.all.length && {
            undecided:
              'A server that is slow and a firewall that drops packets look the same from one place: try from another network.',
          }),
        };
      }
      // Whoever is alone is answered: load, of the doctor's own requests too.
      const busy = evidence.late[0];
      if (busy !== undefined)
        return {
          certainty: 'likely',
          level: 'information',
          title: 'Answers come late where several are asked for at once',
          proof: [
            `${evidence.late.length} of ${evidence.all.length} requests were not answered within ${evidence.timeout / 1000} seconds, and were when they were asked by themselves.`,
            quote(evidence, busy, 'this is what came when it was asked by itself'),
          ],
        };
      const part = latePart(evidence);
      if (part) return isLateAlone(evidence, part);
      const median = durationAt(0.5, sent);
      const isOut = evidence.isCutShort || evidence.notSent.some(({ reason }) => reason === timeIsUp);
      const isUp = median > tooLongForAll && isOut;
      if (median <= tooLong && !isUp) return undefined;
      return {
        certainty: 'proven',
        // Where the quickest are late as well it is no queue of the doctor's own requests.
        ...(durationAt(0.25, sent) <= tooLong && { level: 'warning' as const }),
        proof: [
          `Half of ${sent.length} answers took longer than ${inSeconds(median)} seconds.`,
          ...(isUp ? ['Time was up before all was asked.'] : []),
        ],
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'the server: what takes so long?',
        lines: 'slowlog = /var/log/php-fpm-slow.log\nrequest_slowlog_timeout = 3s\npm.max_children = 20',
        check: 'curl -s -o /dev/null -w "%{time_total}" https://shop.example/wp-json/ prints less than 1',
      },
      {
        server: 'client',
        where: 'the client',
        lines: 'a limit of 60 seconds; _fields=id,status and per_page=20 for what is read',
        check: 'No time-outs in its log.',
      },
    ],
    workaround: 'Ask for less at once; look whether an order was made before sending it again.',
    sources: ['https://www.php.net/manual/en/install.fpm.configuration.php#request-slowlog-timeout'],
  }),
  /** WordPress's fatal error handler, since 5.2: `internal_server_error` where JSON is wanted, wp_die() elsewhere. */
  simulated('critical-error', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4', 'B5', 'B6'],
    lookAlikes: [{ id: 'bad-gateway', difference: '502 or 504: PHP was not reached at all' }],
    examine(evidence) {
      const dead = evidence.all
        .filter(({ reading }) => reading.status === 500 && isDeath(reading) && !isServersOwn500(reading))
        // What closes the API with 500 answers a preflight so too, which has no body.
        .filter(
          ({ reading }) =>
            !(evidence.isClosed && evidence.reading('A4')?.status === 500 && reading.text.trim() === ''),
        )
        .map(({ probe }) => probe.id);
      const first = dead[0];
      if (first === undefined || isDatabaseAway(evidence) || isChallenge(evidence.reading(first)))
        return undefined;
      // Where pages are served, wp_die() is a refusal by choice.
      const isEnded = dead.some(id => evidence.reading(id)?.code === 'wp_die');
      const isServed = (evidence.reading('A1')?.status ?? 500) < 400;
      const isHandled = dead.some(id => evidence.reading(id)?.code === 'internal_server_error');
      if (isEnded && isServed && !isHandled) return undefined;
      const isOfPages = dead.every(id => ofPages.includes(id)) && evidence.isWordPress('A4');
      return {
        certainty: isHandled ? 'proven' : 'likely',
        // The template of a theme that dies keeps no client of the API out.
        ...(isOfPages && {
          level: 'warning' as const,
          title: 'The shop’s pages die of a fatal error of PHP, and the API answers',
        }),
        // A plugin that answers in the place of the index, for one: what it does to the API has a fault of its own.
        ...(dead.every(id => id === 'A7i') && {
          level: 'warning' as const,
          title:
            'PHP dies of a fatal error where the index is asked with Basic credentials, and nowhere else',
        }),
        // The legacy API may die of what leaves wc/v3 alone, where a plugin has taken its routes for one.
        ...(dead.every(id => /^[AB]12/.test(id)) && {
          level: 'warning' as const,
          title: 'PHP dies of a fatal error where the legacy API (/wc-api/) is asked, and nowhere else',
        }),
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
        notTried: true,
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
  }),
];

/** The front page, and what else WordPress answers by a template of the theme. */
const ofPages: readonly string[] = ['A0s', 'A0w', 'A1', 'A1-browser', 'A14u'];

/** JSON with another code than WordPress's own is a plugin's answer: PHP lives. */
function isDeath({ said, code }: Reading): boolean {
  if (said === 'odd JSON') return false;
  return said !== 'other error' || code === 'internal_server_error' || code === 'wp_die';
}

/** PHP is so far behind that an hour ago is within its 15 minutes, and now is not. */
function isTooNew(evidence: Evidence, id: string): boolean {
  return isSomebody(evidence, 'B4t') && evidence.said(id) === 'refused' && !evidence.isSameError(id, 'B3');
}

function isTimestampRefused(evidence: Evidence, id: string): boolean {
  return (
    evidence.said(id) === 'refused' &&
    evidence.isSameError(id, 'B4t') &&
    !evidence.isSameError(id, 'B3') &&
    !evidence.isSameError('B4t', 'B5')
  );
}

function skewInWords(skew: number): string {
  const seconds = Math.abs(skew);
  if (seconds < 2) return 'that of';
  const text = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `${text} ${skew > 0 ? 'ahead of' : 'behind'}`;
}

function shownDirt(dirt: string): string {
  if (dirt.startsWith('\uFEFF')) return 'EF BB BF, a byte order mark';
  const text = dirt.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
  return `"${text}"`;
}

function causeOf(dirt: string): string {
  if (dirt.startsWith('\uFEFF')) return 'a PHP file, often wp-config.php, was saved with a byte order mark';
  const file = / in <b>([^<]+)<\/b> on line <b>(\d+)/.exec(dirt);
  if (file) return `a message of PHP, from ${file[1]}, line ${file[2]}`;
  return 'a plugin or theme prints while it loads';
}
