import { basicCredentials } from '../client/basic/credentials.ts';
import { createClient } from '../client/http/client.ts';
import type { ConnectorOptions } from '../client/http/connector.ts';
import { readBody } from '../site/body.ts';
import { versionsOf } from '../site/versions.ts';
import type { WatchedKey } from '../workbench/watched.ts';

/**
 * The WooCommerce version of a store, which a recording names: what the front page shows, else what the store tells a key.
 * Asked at most twice; undefined where neither tells.
 */
export async function askVersion(
  home: string,
  key: WatchedKey | undefined,
  connection: ConnectorOptions,
): Promise<string | undefined> {
  const client = createClient(connection);
  const get = async (url: string, headers: [string, string][] = []) => {
    const { answer } = await client.send({ method: 'GET', url, headers });
    return answer?.status === 200 ? readBody(answer) : undefined;
  };
  try {
    const shown = versionsOf((await get(`${home}/`))?.text ?? '').WooCommerce;
    if (shown !== undefined) return shown;
    // Without TLS no store takes a key as it is, and none is to see it pass.
    if (key === undefined || !/^https:/i.test(home)) return undefined;
    const authorization = basicCredentials(key.consumerKey, key.consumerSecret);
    const status = await get(`${home}/wp-json/wc/v3/system_status?_fields=environment`, [
      ['Authorization', authorization],
    ]);
    const { environment } = (status?.json ?? {}) as { environment?: { version?: unknown } };
    const version = environment?.version;
    return typeof version === 'string' && /^\d+(?:\.\d+){1,3}/.test(version) ? version : undefined;
  } finally {
    await client.close();
  }
}
