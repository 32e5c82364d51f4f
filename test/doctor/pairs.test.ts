/** Two faults at once, as they were met before real stores: what is proven of one must not be the doing of the other. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { type Direct, openDirect, withoutAuthorization } from './direct.ts';
import { serious } from './stage.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const refused: Answer = {
  status: 403,
  headers: ['Content-Type', 'text/html'],
  body: Buffer.from('<html><head><title>403 Forbidden</title></head><body>403 Forbidden</body></html>'),
};
const noRoute: Answer = {
  status: 404,
  headers: ['Content-Type', 'application/json; charset=UTF-8'],
  body: Buffer.from('{"code":"rest_no_route","message":"No route was found.","data":{"status":404}}'),
};
const hasOAuthHeader = ({ headers }: Message): boolean => headers.some(field => field.startsWith('OAuth '));
const isInQuery = ({ target }: Message): boolean => /[?&](oauth_|consumer_)/.test(target);

describe('a firewall that refuses credentials in the query', () => {
  for (const withKey of [true, false])
    it(`is no filter of User-Agents, ${withKey ? 'with' : 'without'} a key`, async () => {
      const diagnosis = await direct.visit(message => (isInQuery(message) ? refused : undefined), withKey);
      assert.equal(serious(diagnosis)[0], 'firewall');
      assert.ok(!serious(diagnosis).includes('user-agent-filter'), serious(diagnosis).join(', '));
      assert.equal(diagnosis.findings[0]?.suspicion.title, 'A firewall refuses credentials in the query');
    });

  it('and a filter of User-Agents beside it is told', async () => {
    const diagnosis = await direct.visit(
      message => (isInQuery(message) || /python/.test(message.headers.join(' ')) ? refused : undefined),
      true,
    );
    assert.ok(serious(diagnosis).includes('user-agent-filter'), serious(diagnosis).join(', '));
  });
});

/** As a real 10.5 answered whose .htaccess was gone, beside a plugin that closes the REST API to guests. */
describe('a web server that passes no pretty path on', () => {
  it('is told where the index is closed to guests too: what closes it comes when the paths are there', async () => {
    const notFound: Answer = {
      status: 404,
      headers: ['Server', 'Apache/2.4.66 (Debian)', 'Content-Type', 'text/html; charset=iso-8859-1'],
      body: Buffer.from(
        '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n</body></html>\n',
      ),
    };
    const closed: Answer = {
      status: 401,
      headers: ['Content-Type', 'application/json; charset=UTF-8'],
      body: Buffer.from(
        '{"code":"rest_not_logged_in","message":"You are not currently logged in.","data":{"status":401}}',
      ),
    };
    for (const withKey of [true, false]) {
      const diagnosis = await direct.visit(({ target }) => {
        if (/^\/(wp-json|wc-api|wc-auth)/.test(target)) return notFound;
        return /[?&]rest_route=/.test(target) ? closed : undefined;
      }, withKey);
      assert.equal(serious(diagnosis)[0], 'no-rewrite');
    }
  });
});

describe('a resource that is refused', () => {
  const isOrders = ({ target }: Message): boolean => /^\/wp-json\/wc\/v3\/orders/.test(target);
  const isNotice = ({ target }: Message): boolean => target.startsWith('/wp-json');

  it('is mended after a header that arrives nowhere', async () => {
    const diagnosis = await direct.visit(async message => {
      if (isOrders(message)) return refused;
      return direct.store.answer({ ...message, headers: withoutAuthorization(message.headers) });
    }, true);
    assert.deepEqual(serious(diagnosis).slice(0, 2), ['strip-authorization', 'firewall']);
  });

  it('is mended after a notice of PHP before all JSON', async () => {
    const diagnosis = await direct.visit(async message => {
      if (isOrders(message)) return refused;
      const answer = await direct.store.answer(message);
      const notice = Buffer.from('<br />\n<b>Warning</b>:  Undefined variable $x in <b>seo.php</b><br />\n');
      return isNotice(message) && 'body' in answer
        ? { ...answer, body: Buffer.concat([notice, answer.body]) }
        : answer;
    }, true);
    assert.deepEqual(serious(diagnosis).slice(0, 2), ['dirty-body', 'firewall']);
  });
});

/** As a real 10.5 answered whose .htaccess took the query away, beside a plugin that removed the routes of products. */
describe('a query that is lost, and routes that are gone', () => {
  it('are no filter of User-Agents', async () => {
    const diagnosis = await direct.visit(async message => {
      if (/^\/wp-json\/wc\/v3\/products/.test(message.target) && !hasOAuthHeader(message)) return noRoute;
      return direct.store.answer({
        ...message,
        target: message.target.replace(/[?&](consumer|oauth)_.*/, ''),
      });
    }, true);
    assert.ok(!serious(diagnosis).includes('user-agent-filter'), serious(diagnosis).join(', '));
    assert.equal(serious(diagnosis)[0], 'routes-removed');
  });
});

/** One answer for each path, whoever asks and with whatever query. */
function cacheByPath(answerOf: (message: Message) => Answer | Promise<Answer>): typeof answerOf {
  const kept = new Map<string, Answer>();
  return async message => {
    const path = message.target.split('?')[0] as string;
    if (message.method !== 'GET') return answerOf(message);
    const old = kept.get(path);
    if (old) return { ...old, headers: [...old.headers, 'X-Cache', 'HIT'] };
    const answer = await answerOf(message);
    kept.set(path, answer);
    return answer;
  };
}

describe('a cache by the path', () => {
  it('gives an older answer where a firewall refused: no server of several is set up otherwise', async () => {
    const cached = cacheByPath(message =>
      /https?%3A/i.test(message.target) ? refused : direct.store.answer(message),
    );
    const diagnosis = await direct.visit(cached, true);
    assert.equal(serious(diagnosis)[0], 'cache');
    assert.ok(!serious(diagnosis).includes('answers-vary'), serious(diagnosis).join(', '));
  });

  it('cuts no query', async () => {
    for (const withKey of [true, false]) {
      const cached = cacheByPath(message => direct.store.answer(message));
      assert.deepEqual(serious(await direct.visit(cached, withKey)), ['cache']);
    }
  });

  it('and a page in the place of JSON are no lack of rewriting where the front page is WordPress’s', async () => {
    const page: Answer = { ...refused, status: 200, body: Buffer.from('<title>Our shop</title>') };
    const cached = cacheByPath(message =>
      message.target.startsWith('/wp-json') ? page : direct.store.answer(message),
    );
    const diagnosis = await direct.visit(cached, true);
    assert.equal(serious(diagnosis)[0], 'html-200');
    assert.ok(!serious(diagnosis).includes('no-rewrite'), serious(diagnosis).join(', '));
  });
});

describe('a query that is lost', () => {
  const withoutQuery = (message: Message): Message => ({
    ...message,
    target: message.target.replace(/\?(?!rest_route).*/, ''),
  });

  it('is told where the header takes Basic alone', async () => {
    const diagnosis = await direct.visit(
      message =>
        direct.store.answer(
          withoutQuery(
            hasOAuthHeader(message)
              ? { ...message, headers: withoutAuthorization(message.headers) }
              : message,
          ),
        ),
      true,
    );
    assert.equal(serious(diagnosis)[0], 'query-dropped');
  });

  it('beside a header to which something is joined proves no wrong secret', async () => {
    const diagnosis = await direct.visit(message => {
      const headers = message.headers.map(field =>
        field.startsWith('Basic ') ? `${field}, Basic c3RhZ2luZzpzdGFnaW5n` : field,
      );
      return direct.store.answer(withoutQuery({ ...message, headers }));
    }, true);
    const secret = diagnosis.findings.find(({ fault }) => fault.id === 'wrong-secret');
    assert.equal(serious(diagnosis)[0], 'query-dropped');
    assert.equal(secret?.suspicion.certainty, 'likely');
  });
});

describe('an update of WordPress', () => {
  it('is told by the front page where the web server passes no other path on', async () => {
    const update: Answer = {
      status: 503,
      headers: ['Content-Type', 'text/html; charset=utf-8', 'Retry-After', '600'],
      body: Buffer.from(
        '<!DOCTYPE html><html><head><title>Maintenance</title></head><body id="error-page"><div class="wp-die-message">Briefly unavailable for scheduled maintenance.</div></body></html>',
      ),
    };
    const missing: Answer = { ...refused, status: 404, body: Buffer.from('<title>404 Not Found</title>') };
    for (const withKey of [true, false]) {
      const diagnosis = await direct.visit(
        ({ target }) => (/^\/(\?|$)/.test(target) ? update : missing),
        withKey,
      );
      assert.equal(serious(diagnosis)[0], 'maintenance');
    }
  });
});

describe('a page in the place of each 401', () => {
  it('is told where PUT and DELETE are refused beside it', async () => {
    const page401: Answer = { ...refused, status: 401, body: Buffer.from('<h1>Error</h1>') };
    const diagnosis = await direct.visit(async message => {
      if (!['GET', 'POST'].includes(message.method)) return refused;
      const answer = await direct.store.answer(message);
      return 'status' in answer && answer.status === 401 ? page401 : answer;
    }, true);
    assert.equal(serious(diagnosis)[0], 'errors-replaced');
  });
});
