/**
 * Sees to it that the Debian packages which the tests run against are there: a browser, PHP, and web servers.
 * As root on Debian or Ubuntu they are installed; elsewhere the line to run is printed and the exit code is 2.
 * The servers' own services are never started: the tests start them with configurations of their own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const packages: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'php-cli', file: '/usr/bin/php' },
  { name: 'php-fpm', file: '/etc/php' },
  { name: 'apache2', file: '/usr/sbin/apache2' },
  { name: 'libapache2-mod-fcgid', file: '/usr/lib/apache2/modules/mod_fcgid.so' },
  { name: 'libapache2-mod-security2', file: '/usr/lib/apache2/modules/mod_security2.so' },
  { name: 'modsecurity-crs', file: '/usr/share/modsecurity-crs' },
  { name: 'nginx', file: '/usr/sbin/nginx' },
  { name: 'varnish', file: '/usr/sbin/varnishd' },
  { name: 'haproxy', file: '/usr/sbin/haproxy' },
];

const missing = packages.filter(item => !existsSync(item.file)).map(item => item.name);
if (missing.length > 0) {
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    console.error(`The tests need Debian packages that are missing here. As root, run: ${line}`);
    process.exit(2);
  }
  console.error(`Installing what the tests need: ${missing.join(' ')}`);
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
