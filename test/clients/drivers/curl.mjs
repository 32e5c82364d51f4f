/** curl, one process for each request, as people paste it into a terminal. */
import { execFileSync } from 'node:child_process';
import { text } from 'node:stream/consumers';

const results = JSON.parse(await text(process.stdin)).map(order => {
  const query = [...order.pairs];
  const credentials =
    order.mode === 'credentials in the query' ? [] : ['--user', `${order.key}:${order.secret}`];
  if (credentials.length === 0) query.push(['consumer_key', order.key], ['consumer_secret', order.secret]);
  const written = query.map(pair => pair.map(encodeURIComponent).join('=')).join('&');
  const body = order.json
    ? ['--header', 'Content-Type: application/json', '--data', JSON.stringify(order.json)]
    : Object.entries(order.form ?? {}).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
  const url = written === '' ? order.url : `${order.url}?${written}`;
  const args = ['--silent', '--show-error', '--globoff', '--request', order.method, ...credentials, ...body];
  try {
    const printed = execFileSync('curl', [...args, '--write-out', '\n%{http_code}', url], {
      encoding: 'utf8',
    });
    const end = printed.lastIndexOf('\n');
    return { id: order.id, status: Number(printed.slice(end + 1)), body: printed.slice(0, end) };
  } catch (error) {
    return { id: order.id, status: 0, body: '', error: String(error.stderr || error.message) };
  }
});
process.stdout.write(JSON.stringify(results));
