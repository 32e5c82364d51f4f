import type { Fault } from '../fault.ts';
import { isTls } from '../known.ts';
import { quote } from '../proof.ts';

export const redirectLoop: Fault = {
  id: 'redirect-loop',
  layer: 'proxy',
  title: 'The store redirects to the URL that was asked',
  level: 'fault',
  symptom:
    'Too many redirects: the server behind the proxy takes TLS for plain HTTP and sends everybody to https.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [{ id: 'redirect-https', difference: 'the URL asked is http' }],
  examine(evidence) {
    const circles = ['A1', 'A2', 'A4'].filter(id => {
      const probed = evidence.get(id);
      if (probed?.reading.said !== 'redirect') return false;
      const { url } = probed.exchange.request;
      return URL.parse(probed.reading.location ?? '', url)?.href === new URL(url).href;
    });
    if (circles.length === 0) return undefined;
    return {
      certainty: 'proven',
      proof: circles.map(id => quote(evidence, id, 'that is the URL which was asked')),
      ...(isTls(evidence.known) && {
        undecided:
          'What the store does with keys was not seen: let TLS be known to it, then run the doctor again.',
      }),
    };
  },
  fixes: [
    {
      server: 'wp-config.php',
      where:
        'above "That\'s all, stop editing!", and only where the proxy sets X-Forwarded-Proto itself and overwrites what clients send',
      lines:
        "if ( ( $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '' ) === 'https' ) {\n    $_SERVER['HTTPS'] = 'on';\n}",
      check: 'Run the doctor again: A1 is answered 200.',
    },
    {
      server: 'Nginx',
      where: 'the proxy that ends TLS',
      lines: 'proxy_set_header X-Forwarded-Proto $scheme;',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A1 is answered 200.',
    },
    {
      server: 'Apache',
      where: 'the redirect to https behind the proxy',
      lines: 'RewriteCond %{HTTP:X-Forwarded-Proto} !=https',
      check: 'Run the doctor again: A1 is answered 200.',
    },
    {
      server: 'Cloudflare',
      where: 'SSL/TLS → Overview',
      lines: 'Full (strict) in the place of Flexible',
      check: 'Run the doctor again: A1 is answered 200.',
    },
  ],
  workaround: 'None: nothing but the redirect is answered.',
  wrongAdvice:
    "`$_SERVER['HTTPS'] = 'on';` without a condition makes WordPress believe in TLS for everybody, keys in clear included.",
  sources: ['https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/'],
};
