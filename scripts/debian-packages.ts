/**
 * Sees to it that the Debian packages which the tests run against are there: a browser, PHP, web servers, clients and a
 * load generator. With names as arguments: those alone.
 * As root on Debian or Ubuntu they are installed; elsewhere the line to run is printed and the exit code is 2.
 * The servers' own services are never started: the tests start them with configurations of their own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs';

interface DebianPackage {
  readonly name: string;
  /** A file of it, perhaps as a pattern, by which it is known to be there. */
  readonly file: string;
  /** The tests that need it are skipped where it is missing and cannot be installed. */
  readonly optional?: boolean;
}

const packages: readonly DebianPackage[] = [
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'php-cli', file: '/usr/bin/php' },
  { name: 'php-fpm', file: '/usr/sbin/php-fpm*' },
  { name: 'php-cgi', file: '/usr/bin/php-cgi' },
  { name: 'apache2', file: '/usr/sbin/apache2' },
  { name: 'libapache2-mod-fcgid', file: '/usr/lib/apache2/modules/mod_fcgid.so' },
  { name: 'libapache2-mod-security2', file: '/usr/lib/apache2/modules/mod_security2.so' },
  { name: 'modsecurity-crs', file: '/usr/share/modsecurity-crs' },
  { name: 'nginx', file: '/usr/sbin/nginx' },
  { name: 'varnish', file: '/usr/sbin/varnishd' },
  { name: 'haproxy', file: '/usr/sbin/haproxy' },
  { name: 'lighttpd', file: '/usr/sbin/lighttpd' },
  { name: 'lighttpd-mod-openssl', file: '/usr/lib/lighttpd/mod_openssl.so' },
  { name: 'caddy', file: '/usr/bin/caddy' },
  { name: 'squid', file: '/usr/sbin/squid' },
  // Clients that are run against the store; where they are missing their tests are skipped.
  { name: 'curl', file: '/usr/bin/curl', optional: true },
  {
    name: 'python3-requests-oauthlib',
    file: '/usr/lib/python3/dist-packages/requests_oauthlib',
    optional: true,
  },
  { name: 'php-oauth', file: '/etc/php/*/cli/conf.d/*oauth.ini', optional: true },
  { name: 'ruby-oauth', file: '/usr/lib/ruby/vendor_ruby/oauth.rb', optional: true },
  { name: 'libnet-oauth-perl', file: '/usr/share/perl5/Net/OAuth.pm', optional: true },
  {
    name: 'liblwp-protocol-https-perl',
    file: '/usr/share/perl5/LWP/Protocol/https.pm',
    optional: true,
  },
  // The load of the bench and of its test.
  { name: 'wrk', file: '/usr/bin/wrk', optional: true },
];

const names = process.argv.slice(2);
const wanted = names.length === 0 ? packages : packages.filter(({ name }) => names.includes(name));
const absent = wanted.filter(item => globSync(item.file).length === 0);
const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
const missing = absent
  .filter(item => canInstall || names.length > 0 || !item.optional)
  .map(item => item.name);
if (missing.length > 0) {
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!canInstall) {
    console.error(`Debian packages are missing here. As root, run: ${line}`);
    process.exit(2);
  }
  console.error(`Installing Debian packages: ${missing.join(' ')}`);
  const policy = '/usr/sbin/policy-rc.d';
  const ownPolicy = !existsSync(policy);
  if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const run = (args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status;
    run(['update', '-qq']);
    if (run(['install', '-y', '-qq', '--no-install-recommends', ...missing]) !== 0) {
      console.error(`Could not install them. Run it by hand and read what it says: ${line}`);
      process.exit(2);
    }
  } finally {
    if (ownPolicy) rmSync(policy);
  }
}
