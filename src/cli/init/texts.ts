/** The files that `latchkey init` writes. */

/** The variables of the owner's key and secret. */
export const ownerVariables = ['STAGING_OWNER_KEY', 'STAGING_OWNER_SECRET'] as const;

/** @param caFile the certificates that the store is trusted by, as the configuration names them. */
export function configurationText(url: string, caFile: string | undefined): string {
  return `{
  // For editors: what can be said here, and what it means.
  "$schema": "./node_modules/latchkey/schemas/configuration.schema.json",
  "schemaVersion": 1,

  // Variables beside the environment come from .env, which git has to ignore.
  // "envFile": "staging.env",

  "targets": {
    // latchkey verify --target staging
    "staging": {
      "url": ${JSON.stringify(url)},${caFile === undefined ? '' : `\n      "caFile": ${JSON.stringify(caFile)},`}

      // The home URL's host has another port for plain HTTP or for TLS:
      // "httpUrl": "http://staging.example.com:8080",
      // "httpsUrl": "https://staging.example.com:8443",

      // Keys by what they may do. Secrets are named by variable, never written down.
      "personas": {
        "owner": {
          "consumerKey": { "env": "${ownerVariables[0]}" },
          "consumerSecret": { "env": "${ownerVariables[1]}" }
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

/** What a colleague copies to .env. */
export const exampleText = `# Copy this to .env, which git ignores, and fill it in.
${ownerVariables[0]}=
${ownerVariables[1]}=
# STAGING_ADMIN_PASSWORD=
# STAGING_HTPASSWD=
# STAGING_HEADER=
`;

/** What is made and kept here and is nobody else's. */
const ignored = ['.env', '.latchkey/', 'reports/'];

/** A file of lines with those added that it lacks; undefined where it lacks none. */
function withLines(text: string, lines: readonly string[]): string | undefined {
  const there = new Set(text.split(/\r?\n/).map(line => line.trim()));
  const missing = lines.filter(line => !there.has(line));
  if (missing.length === 0) return undefined;
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${missing.join('\n')}\n`;
}

export function ignoreText(text: string): string | undefined {
  return withLines(text, ignored);
}

/** The variables that a file of them lacks are added to it; undefined where it has them all. */
export function environmentText(text: string, values: Readonly<Record<string, string>>): string | undefined {
  return withLines(
    text,
    Object.entries(values).map(([name, value]) => `${name}=${value}`),
  );
}
