import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { LatchkeyError, reason, UsageError } from '../../mocks/errors.ts';
import { configurationFile } from '../targets/configuration.ts';
import type { CommandIo } from './io.ts';

const exampleFile = '.env.example';

const help = `
Writes ${configurationFile}, with comments, and ${exampleFile} with the variables that it names. Nothing is overwritten.

Examples:
  $ latchkey init
  $ cp ${exampleFile} .env        then fill it in; git has to ignore .env

Exit codes: 0 written · 2 one of the files is there already · 3 they cannot be written`;

/** `latchkey init`: a configuration to start from. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('init')
    .summary('write a configuration to start from')
    .description('Writes a commented configuration and an example of the variables that it names.')
    .addHelpText('after', help)
    .action(() => init(io));
}

function init(io: CommandIo): void {
  const files = { [configurationFile]: configuration(), [exampleFile]: variables };
  const [there] = Object.keys(files).filter(name => existsSync(path.resolve(io.cwd, name)));
  if (there !== undefined)
    throw new UsageError(
      { where: 'init', what: `${there} is there already`, expected: 'a folder without it' },
      {
        code: 'LATCHKEY_CONFIGURATION',
      },
    );
  for (const [name, text] of Object.entries(files)) {
    try {
      writeFileSync(path.resolve(io.cwd, name), text, { flag: 'wx' });
    } catch (cause) {
      throw new LatchkeyError(
        'LATCHKEY_WRITE',
        { where: name, what: `cannot be written (${reason(cause)})` },
        { cause },
      );
    }
    io.stdout.write(`wrote ${name}\n`);
  }
  io.stdout.write(
    `Name your store in ${configurationFile}, copy ${exampleFile} to .env and fill it in, and have git ignore .env and .latchkey/.\nThen: latchkey verify --target staging\n`,
  );
}

/** For editors: the schema that came with this Latchkey. */
function schemaPath(): string {
  return './node_modules/latchkey/schemas/configuration.schema.json';
}

function configuration(): string {
  return `{
  // For editors: what can be said here, and what it means.
  "$schema": "${schemaPath()}",
  "schemaVersion": 1,

  // Variables beside the environment. Git has to ignore this file.
  "envFile": ".env",

  "targets": {
    // latchkey verify --target staging
    "staging": {
      "url": "https://staging.example.com",

      // The home URL's host has another port for plain HTTP or for TLS:
      // "httpUrl": "http://staging.example.com:8080",
      // "httpsUrl": "https://staging.example.com:8443",

      // Keys by what they may do. Secrets are named by variable, never written down.
      "personas": {
        "owner": {
          "consumerKey": { "env": "STAGING_OWNER_KEY" },
          "consumerSecret": { "env": "STAGING_OWNER_SECRET" }
        }
        // "reader", "writer": keys of an administrator with one right each
        // "manager": a key of a shop manager
        // "customer": a key of a user without the capability
        // "deletedUser", "revoked": keys that are gone
      }

      // Read-only unless this is true. With an administrator's log-in Latchkey then makes the personas that are not
      // given above, and removes them again.
      // "writes": true,
      // "administrator": { "login": "admin", "password": { "env": "STAGING_ADMIN_PASSWORD" } },

      // Where the store sends granted keys: an HTTPS URL that leads here, with a certificate that the store trusts.
      // "callback": { "url": "https://callback.example.com", "port": 9443, "cert": "callback.pem", "key": "callback.key" },

      // What is not said is probed.
      // "capabilities": { "tls": true, "plainHttp": false, "legacyApi": false, "wcAuth": true },

      // What the store stands behind, by the names of latchkey faults: the requirements on it are judged then.
      // "hosting": ["redirect-https"],

      // "pace": { "requestsPerSecond": 5, "concurrency": 1, "refusals": 300 },
      // "timeouts": { "connect": 10, "answer": 30 },
      // "caFile": "staging-ca.pem",
      // "headers": { "X-Staging": { "env": "STAGING_HEADER" } },
      // "htpasswd": { "login": "staging", "password": { "env": "STAGING_HTPASSWD" } },
      // "proxy": "http://proxy.example.com:3128",
      // "expectedVersion": "10.5"
    }
  }
}
`;
}

const variables = `# Copy this to .env, which git ignores, and fill it in.
STAGING_OWNER_KEY=
STAGING_OWNER_SECRET=
# STAGING_ADMIN_PASSWORD=
# STAGING_HTPASSWD=
# STAGING_HEADER=
`;
