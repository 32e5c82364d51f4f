/** WordPress runs and has no site to serve: it is not installed, its database is away, or its network knows no such host. */
import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isDatabaseAway, redirectInWords, setUpRedirects } from '../signs.ts';

const check = 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.';

export const wordpressSetUpFaults: readonly Fault[] = [
  /** wp_not_installed() and wp-load.php redirect whatever is asked. */
  {
    id: 'wordpress-not-installed',
    layer: 'wordpress',
    title: 'WordPress is not installed here, or finds another database than its own',
    seen: 'Whatever is asked is redirected to /wp-admin/install.php, whose page comes with 200 (or to setup-config.php, where wp-config.php is missing).',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'html-200', difference: 'no redirect to install.php' },
      { id: 'database-unreachable', difference: '500: the database does not answer at all' },
    ],
    examine(evidence) {
      const found = setUpRedirects(evidence).find(({ to }) =>
        /\/wp-admin\/(install|setup-config)\.php$/.test(new URL(to).pathname),
      );
      if (found === undefined || evidence.isWordPress('A4')) return undefined;
      const isWithoutConfig = found.to.includes('setup-config');
      return {
        certainty: 'proven',
        ...(isWithoutConfig && { title: 'WordPress finds no wp-config.php here' }),
        proof: [redirectInWords(found), ...quoteAll(evidence, ['A2', 'A4'], 'no answer of a REST API')],
        undecided: isWithoutConfig
          ? 'Whether the file was lost in a move, or this is the wrong folder, the host’s files tell.'
          : 'Whether the database is empty, or wp-config.php names another one or another $table_prefix than the shop’s, the database tells. Do not run the installation before that is known.',
      };
    },
    fixes: [
      {
        server: 'wp-config.php',
        where:
          'the folder of WordPress: the file is there, DB_NAME is the shop’s database, and the prefix is that of its tables (wp_ where there is wp_options)',
        lines: "$table_prefix = 'wp_';",
        check,
      },
      {
        server: 'any',
        where: 'the host: where the database is empty, its last backup',
        lines: 'Please restore the database of this shop.',
        check,
        notTried: true,
      },
    ],
    workaround: 'None: there is no shop behind this address.',
    sources: ['https://developer.wordpress.org/reference/functions/wp_not_installed/'],
  },
  /** dead_db() ends each request by wp_die() with 500, before any plugin is there. */
  {
    id: 'database-unreachable',
    layer: 'wordpress',
    title: 'WordPress does not reach its database',
    seen: '500 for everything: a short page of WordPress ("Error establishing a database connection"), and JSON with the code wp_die where JSON is asked for.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'critical-error', difference: 'PHP dies: the code is internal_server_error' }],
    examine(evidence) {
      if (!isDatabaseAway(evidence)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A4', 'WordPress ends the request before a plugin is there'),
          ...quoteAll(evidence, ['A2', 'A1'], 'this too'),
        ],
        undecided:
          'Whether the database is down, full of connections, or refuses the user and password of wp-config.php, its log tells.',
      };
    },
    fixes: [
      {
        server: 'wp-config.php',
        where: 'DB_HOST, DB_NAME, DB_USER and DB_PASSWORD, tried on the server itself',
        lines: 'mysql -h DB_HOST -u DB_USER -p DB_NAME',
        check,
      },
      {
        server: 'any',
        where: 'on the server of the database: is it running, and does max_connections stand in its log?',
        lines: 'systemctl status mariadb mysql',
        check,
        notTried: true,
      },
    ],
    workaround: 'Ask again later: a database that restarts is away for a minute.',
    sources: ['https://developer.wordpress.org/reference/functions/dead_db/'],
  },
  /** ms_load_current_site_and_network() redirects to NOBLOGREDIRECT, or to wp-signup.php of the network's first site. */
  {
    id: 'no-such-site',
    layer: 'wordpress',
    title: 'The network of WordPress sites has none of this host name',
    seen: 'Whatever is asked is redirected to wp-signup.php?new=… of the network’s first site.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'redirect-canonical', difference: 'it leads to the API of a shop' }],
    examine(evidence) {
      const found = setUpRedirects(evidence).find(({ to }) =>
        new URL(to).pathname.endsWith('/wp-signup.php'),
      );
      if (found === undefined || evidence.isWordPress('A4')) return undefined;
      return {
        certainty: 'proven',
        proof: [redirectInWords(found), ...quoteAll(evidence, ['A4'], 'nothing of a shop')],
        undecided:
          'Whether the site was deleted, or the host name is a wrong one, the administrator of the network knows.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Network Admin → Sites → the shop → Site Address (URL)',
        lines: 'the host name that clients ask',
        check,
        notTried: true,
      },
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the URL of the shop’s front page, as a browser opens it',
        check: 'Run the doctor with that URL.',
      },
    ],
    workaround: 'None: there is no shop behind this address.',
    sources: ['https://developer.wordpress.org/reference/functions/ms_load_current_site_and_network/'],
  },
];
