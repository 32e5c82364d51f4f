/** The web server answers 500 by a page of its own: nothing of PHP is in it. */
import type { Fault } from '../fault.ts';
import { quoteAll } from '../proof.ts';
import { isScriptMissing, isServersOwn500 } from '../signs.ts';

const scriptPlace = 'the location that passes to PHP-FPM: the root as PHP sees it, in a container too';

export const webServerErrorsFaults: readonly Fault[] = [
  /** Measured with an unknown directive in .htaccess on Apache 2.4. */
  {
    id: 'server-misconfigured',
    layer: 'web-server',
    title: 'The web server itself fails, before PHP is asked',
    seen: 'Apache’s or Nginx’s own page "500 Internal Server Error" for whatever is asked: a line of .htaccess that the server does not know or allow, a rewrite that never ends.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'critical-error', difference: 'the page is WordPress’s, or empty' }],
    examine(evidence) {
      const missing = ['A1', 'A2', 'A4'].filter(id => isScriptMissing(evidence.reading(id)));
      if (missing.includes('A1'))
        return {
          certainty: 'proven',
          title: 'The web server gives PHP the name of a file that is not there',
          firstFix: scriptPlace,
          answeredBy: missing,
          proof: quoteAll(evidence, missing, 'PHP itself says so: it was asked, and found no script'),
        };
      const failed = ['A4', 'A2', 'A1'].filter(id => isServersOwn500(evidence.reading(id)));
      if (!failed.includes('A4')) return undefined;
      return {
        certainty: 'likely',
        answeredBy: failed,
        proof: quoteAll(evidence, failed, 'the page is the web server’s own'),
        undecided:
          'PHP that runs as CGI or FastCGI of Apache and dies before it prints gives the same page: the error log of the web server names the line of .htaccess, or the script.',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: scriptPlace,
        lines: 'fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;',
        check:
          'nginx -t && nginx -s reload. Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
      {
        server: 'Apache',
        where: 'on the server: the error log names the line; then that line of .htaccess',
        lines: 'tail -n 20 /var/log/apache2/error.log\napachectl configtest',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where:
          'on the server: "rewrite or internal redirection cycle" in the error log names the try_files or rewrite',
        lines: 'tail -n 20 /var/log/nginx/error.log\nnginx -t',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'None: no request gets as far as WordPress.',
    sources: ['https://httpd.apache.org/docs/2.4/howto/htaccess.html#troubleshoot'],
  },
];
