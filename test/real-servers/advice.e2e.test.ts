/**
 * Advice that is given for broken hosting, tried on the real servers: what works, and what is often said and does
 * not. docs/discoveries/hosting-advice.md tells it in words.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ask, coreRuleSet, Hosting, isJson, passwordLine, type Running, tls } from './running.ts';
import {
  frontController,
  hasApache,
  hasHaproxy,
  hasModSecurity,
  hasNginx,
  hasVarnish,
  phpLocation,
  startHaproxy,
  startVarnish,
  wordpressHtaccess,
} from './servers.ts';

const api = '/wp-json/wc/v3/products?per_page=1';
const json = { headers: ['Content-Type: application/json'], body: '{}' };

let hosting: Hosting;
before(async () => {
  hosting = await Hosting.open();
});
after(() => hosting?.close());

describe('mod_security with the OWASP core rule set 3.3', {
  skip: !hasModSecurity && 'not installed',
}, () => {
  let waf: Running;
  before(async () => {
    waf = await hosting.apache({
      htaccess: wordpressHtaccess,
      modules: ['unique_id', 'security2'],
      main: coreRuleSet,
    });
  });
  after(() => waf && hosting.stop(waf));

  /** The id of each rule that has spoken, the ones that add up scores left out. */
  const rules = () =>
    new Set(
      [...waf.server.log().matchAll(/\[id "(\d+)"\]/g)]
        .map(match => match[1])
        .filter(id => id !== '949110' && id !== '980130'),
    );

  it('lets ordinary requests pass, and those without User-Agent or Accept', async () => {
    assert.ok(isJson(await ask(waf, api)));
    assert.ok(isJson(await ask(waf, '/wp-json/wc/v3/products?search=')));
    const order = { billing: { first_name: "O'Brien" }, customer_note: 'select from the menu <b>' };
    assert.ok(
      isJson(
        await ask(waf, '/wp-json/wc/v3/orders', { ...json, method: 'POST', body: JSON.stringify(order) }),
      ),
    );
  });

  it('refuses PUT and DELETE (911100), not a POST that overrides its method', async () => {
    for (const method of ['PUT', 'DELETE']) {
      const answer = await ask(waf, '/wp-json/wc/v3/products/1', { ...json, method });
      assert.deepEqual([answer.status, isJson(answer)], [403, false], method);
    }
    assert.ok(rules().has('911100'));
    assert.ok(isJson(await ask(waf, '/wp-json/wc/v3/products/1?_method=PUT', { ...json, method: 'POST' })));
    // Rule 920450 of version 4 refuses this one; 3.3 has the header not on its list.
    const header = [...json.headers, 'X-HTTP-Method-Override: PUT'];
    assert.ok(
      isJson(await ask(waf, '/wp-json/wc/v3/products/1', { ...json, method: 'POST', headers: header })),
    );
  });

  const grant = (url: string) =>
    `/wc-auth/v1/authorize?app_name=x&scope=read&user_id=1&return_url=${encodeURIComponent(url)}&callback_url=${encodeURIComponent(url)}`;
  it('refuses some callback URLs: an address in the place of a host (931100), a question mark at the end (931120)', async () => {
    assert.equal((await ask(waf, grant('https://app.example.com/callback'))).status, 302);
    assert.equal((await ask(waf, grant('https://198.51.100.7/callback'))).status, 403);
    assert.ok(rules().has('931100'));
    assert.equal((await ask(waf, grant('https://app.example.com/callback?'))).status, 403);
    assert.ok(rules().has('931120'));
    assert.equal((await ask(waf, '/wc-auth/v1/authorize')).status, 401);
  });

  it('lets them pass with tx.allowed_methods, and with the rules taken off for the page that grants keys', async () => {
    await waf.server.applyFix({
      where: 'crs',
      lines: [
        `SecAction "id:900200,phase:1,nolog,pass,t:none,setvar:'tx.allowed_methods=GET HEAD POST OPTIONS PUT PATCH DELETE'"`,
        'SecRule REQUEST_FILENAME "@beginsWith /wc-auth/v1/" "id:10101,phase:1,pass,nolog,ctl:ruleRemoveById=931100-931130"',
      ],
    });
    for (const method of ['PUT', 'DELETE']) {
      assert.ok(isJson(await ask(waf, '/wp-json/wc/v3/products/1', { ...json, method })), method);
    }
    for (const url of ['https://198.51.100.7/callback', 'https://app.example.com/callback?']) {
      assert.equal((await ask(waf, grant(url))).status, 302, url);
    }
  });
});

describe('the API let through a password of Apache', { skip: !hasApache && 'not installed' }, () => {
  const basic = 'AuthType Basic\n  AuthName "Staging"\n  AuthUserFile "{folder}/passwords"\n  ';
  const env = 'SetEnvIf Request_URI "^/(wp-json/wc|wc-auth)/" API';

  /** Whether the front page, the API without, and the front page with the password are let through. */
  async function lets(directory: string, vhost = ''): Promise<boolean[]> {
    const web = await hosting.apache({
      htaccess: wordpressHtaccess,
      vhost,
      directory: basic + directory,
      files: { passwords: passwordLine('staging', 'staging') },
    });
    const staging = { headers: [`Authorization: Basic ${btoa('staging:staging')}`] };
    const [front, products, known] = [await ask(web, '/'), await ask(web, api), await ask(web, '/', staging)];
    await hosting.stop(web);
    return [front.status !== 401, isJson(products), known.status !== 401];
  }

  it('does not work with Require env alone: the front controller’s redirect renames the variable', async () => {
    const require = '<RequireAny>\n    Require env API\n    Require valid-user\n  </RequireAny>';
    assert.deepEqual(await lets(require, env), [false, false, true]);
  });

  it('works when the renamed variable counts too', async () => {
    const require =
      '<RequireAny>\n    Require env API\n    Require env REDIRECT_API\n    Require valid-user\n  </RequireAny>';
    assert.deepEqual(await lets(require, env), [false, true, true]);
  });

  it('works with the request line', async () => {
    const require =
      '<RequireAny>\n    Require expr %{THE_REQUEST} =~ m#^[A-Z]+ /(wp-json/wc|wc-auth)/#\n    Require valid-user\n  </RequireAny>';
    assert.deepEqual(await lets(require), [false, true, true]);
  });
});

describe('verbs refused by Apache', { skip: !hasApache && 'not installed' }, () => {
  const put = async (vhost: string) => {
    const web = await hosting.apache({ htaccess: wordpressHtaccess, vhost });
    const answer = await ask(web, '/wp-json/wc/v3/products/1', { ...json, method: 'PUT' });
    await hosting.stop(web);
    return isJson(answer);
  };
  const refused = '<Location "/">\n  AllowMethods GET POST HEAD OPTIONS\n</Location>\n';
  const reset = (place: string) => `<Location "${place}">\n  AllowMethods reset\n</Location>`;

  it('AllowMethods reset for /wp-json/ does not help: the front controller is asked as /index.php', async () => {
    assert.equal(await put(refused), false);
    assert.equal(await put(refused + reset('/wp-json/')), false);
    assert.equal(await put(`${refused}${reset('/wp-json/')}\n${reset('/index.php')}`), true);
  });
});

describe('TLS told to Apache behind a proxy', { skip: !hasApache && 'not installed' }, () => {
  it('works with SetEnvIf X-Forwarded-Proto "https" HTTPS=on, in .htaccess too', async () => {
    const line = 'SetEnvIf X-Forwarded-Proto "https" HTTPS=on';
    const headers = [hosting.authorization, 'X-Forwarded-Proto: https'];
    const outcomes = [];
    for (const options of [{}, { vhost: line }, { htaccess: `${line}\n${wordpressHtaccess}` }]) {
      const web = await hosting.apache({ htaccess: wordpressHtaccess, tls: undefined, ...options });
      outcomes.push((await ask(web, api, { headers, isTls: false })).status);
      await hosting.stop(web);
    }
    assert.deepEqual(outcomes, [401, 200, 200]);
  });
});

describe('Nginx', { skip: !hasNginx && 'not installed' }, () => {
  it('auth_basic off in a location for the API does not help: index.php has a location of its own', async () => {
    const lets = async (server: string, http = '') => {
      const web = await hosting.nginx({ server: `${server}\n${phpLocation(hosting.fastcgi.port)}`, http });
      writeFileSync(path.join(web.folder, 'passwords'), 'staging:{PLAIN}staging\n');
      const outcome = [(await ask(web, '/')).status !== 401, isJson(await ask(web, api))];
      await hosting.stop(web);
      return outcome;
    };
    const file = 'auth_basic_user_file {folder}/passwords;';
    assert.deepEqual(
      await lets(`auth_basic "Staging";
${file}
location ^~ /wp-json/wc/ {
  auth_basic off;
  try_files $uri /index.php?$args;
}
${frontController}`),
      [false, false],
    );
    assert.deepEqual(
      await lets(
        `auth_basic $staging;\n${file}\n${frontController}`,
        'map $request_uri $staging {\n  default "Staging";\n  "~^/(wp-json/wc|wc-auth)/" off;\n}',
      ),
      [false, true],
    );
  });

  it('fastcgi_cache_bypass $http_authorization saves keys in the header, not those in the query', async () => {
    const query = `${api}&consumer_key=${hosting.key.consumer_key}&consumer_secret=${hosting.key.consumer_secret}`;
    const outcomes = async (lines: string, http = '') => {
      const web = await hosting.nginx({
        http: `fastcgi_cache_path {folder}/cache keys_zone=api:1m;\n${http}`,
        server: `${frontController}\n${phpLocation(
          hosting.fastcgi.port,
          `fastcgi_cache api;\n  fastcgi_cache_key $uri$document_uri;\n  fastcgi_cache_valid any 10m;\n  fastcgi_ignore_headers Cache-Control Expires Vary;\n  ${lines}`,
        )}`,
      });
      // One after the other: the first, without credentials, fills the cache.
      const statuses = [(await ask(web, api)).status];
      statuses.push((await ask(web, api, { headers: [hosting.authorization] })).status);
      statuses.push((await ask(web, query)).status);
      await hosting.stop(web);
      return statuses;
    };
    assert.deepEqual(await outcomes(''), [401, 401, 401]);
    const header = await outcomes(
      'fastcgi_cache_bypass $http_authorization;\n  fastcgi_no_cache $http_authorization;',
    );
    assert.deepEqual(header, [401, 200, 401]);
    const paths = await outcomes(
      'fastcgi_cache_bypass $no_cache;\n  fastcgi_no_cache $no_cache;',
      'map $request_uri $no_cache {\n  default "";\n  "~^/(wp-json|wc-auth|wc-api)/" 1;\n}',
    );
    assert.deepEqual(paths, [401, 200, 200]);
  });
});

describe('Varnish', { skip: !(hasVarnish && hasHaproxy && hasNginx) && 'not installed' }, () => {
  it('passes requests with credentials where the VCL says so', async () => {
    const web = await hosting.nginx({
      tls: undefined,
      server: `${frontController}\n${phpLocation(hosting.fastcgi.port).replace('$https if_not_empty', 'on')}`,
    });
    const cache = await hosting.kept(
      startVarnish({
        backend: web.port,
        recv: 'return (hash);',
        vcl: 'sub vcl_hash { hash_data(regsub(req.url, "\\?.*$", "")); return (lookup); }\nsub vcl_backend_response { set beresp.ttl = 10m; unset beresp.http.Vary; return (deliver); }',
      }),
    );
    const end = await hosting.kept(startHaproxy({ backend: cache.port, tls }));
    const keys = { headers: [hosting.authorization] };
    assert.deepEqual([(await ask(end, api)).status, (await ask(end, api, keys)).status], [401, 401]);
    await cache.server.applyFix({
      where: 'recv',
      lines: 'if (req.http.Authorization || req.url ~ "^/(wp-json|wc-auth|wc-api)/") { return (pass); }',
    });
    assert.deepEqual([(await ask(end, api)).status, (await ask(end, api, keys)).status], [401, 200]);
    await hosting.stop(end, cache, web);
  });
});
