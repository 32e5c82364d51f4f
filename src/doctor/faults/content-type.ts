/** JSON that is not called so. */
import type { Evidence, Probed } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

const check = 'curl -sI https://shop.example/wp-json/ prints Content-Type: application/json; charset=UTF-8.';

/** Answers of the REST API: `WP_REST_Server::serve_request()` calls each of them application/json. */
function ownAnswers(evidence: Evidence): Probed[] {
  return evidence.all.filter(
    ({ probe, reading }) =>
      evidence.isWordPress(probe.id) && reading.json !== undefined && reading.dirt === undefined,
  );
}

export const contentTypeFaults: readonly Fault[] = [
  {
    id: 'content-type',
    layer: 'proxy',
    title: 'JSON comes under another Content-Type, or under none',
    seen: 'curl shows right JSON, and a client gives a text in the place of an object: HTTParty (WooCommerce’s own client for Ruby), .NET, Dart and jQuery read by the Content-Type.',
    level: 'warning',
    probes: ['A2', 'A3', 'A4'],
    lookAlikes: [
      {
        id: 'dirty-body',
        difference: 'something stands beside the JSON, printed before the header fields were sent',
      },
      { id: 'html-200', difference: 'the body is a page too' },
    ],
    examine(evidence) {
      const answers = ownAnswers(evidence);
      const wrong = answers.filter(({ reading }) => !/\bjson\b/i.test(reading.contentType));
      const [first] = wrong;
      // One or two may be a plugin's, which answers by itself.
      if (first === undefined || wrong.length < 3 || wrong.length * 2 < answers.length) return undefined;
      const type = first.reading.contentType.split(';', 1)[0];
      return {
        certainty: 'proven',
        title: type ? `JSON comes under the Content-Type ${type}` : 'JSON comes without a Content-Type',
        proof: [
          quote(
            evidence,
            first.probe.id,
            `Content-Type: ${first.reading.contentType || 'none'}, and the body is JSON of WordPress`,
          ),
          `${wrong.length} of ${answers.length} answers of the REST API are so.`,
        ],
        undecided: 'Whether a server in front or a plugin changes it cannot be seen from outside.',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location that passes on: this line goes, and the add_header Content-Type beside it',
        lines: '',
        insteadOf: 'proxy_hide_header Content-Type;',
        check: `nginx -t && nginx -s reload. ${check}`,
      },
      {
        server: 'Apache',
        where: 'the virtual host and .htaccess: this line goes',
        lines: '',
        insteadOf: 'Header always set Content-Type "text/html"',
        check,
      },
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: this line goes',
        lines: '',
        insteadOf: 'http-response set-header Content-Type text/html',
        check,
      },
      {
        server: 'squid',
        where: 'squid.conf: this line goes',
        lines: '',
        insteadOf: 'reply_header_access Content-Type deny all',
        check: `squid -k reconfigure. ${check}`,
      },
    ],
    workaround: 'A client that reads the body as JSON whatever it is called.',
    sources: [
      'https://www.rfc-editor.org/rfc/rfc9110#section-8.3',
      'https://www.rfc-editor.org/rfc/rfc8259#section-11',
    ],
  },
];
