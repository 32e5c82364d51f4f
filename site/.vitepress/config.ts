import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type MarkdownRenderer } from 'vitepress';
import { anchorOf, linkInSite, type Places } from '../links.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, '../pages', name), 'utf8'));
const places = read('places.json') as Places;
/** What takes the place of Node's modules in a browser. */
const standIns = read('stand-ins.json') as readonly { readonly find: string; readonly replacement: string }[];

/** Nothing leaves a page, whatever runs in it: what is pasted into one stays there. */
function withPolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${inline.join(' ')}`,
    // The colours of code, and what the theme does when it goes from light to dark.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return html.replace(
    '<meta charset="utf-8">',
    `$&\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}

/** `--base /latchkey/` of the command, which the addresses in the head need too; else the path of the project's page. */
const given = process.argv.indexOf('--base');
const base =
  given === -1 ? (places.site === undefined ? '/' : new URL(places.site).pathname) : process.argv[given + 1];

export default defineConfig({
  title: 'Latchkey',
  description:
    'Contract tests, a mock server and a doctor for the authentication of the WooCommerce REST API',
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: 'dist',
  metaChunk: true,
  head: [['link', { rel: 'icon', href: `${base}favicon.svg`, type: 'image/svg+xml' }]],
  markdown: {
    html: false,
    // Addresses in prose are examples: https://shop.example.
    linkify: false,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    attrs: { disable: true },
    anchor: { slugify: anchorOf },
    config: asTheRepositoryReads,
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guides', link: '/guides/' },
      { text: 'Findings', link: '/findings/' },
      { text: 'Errors', link: '/errors/' },
      { text: 'Explain', link: '/explain/' },
      { text: 'Playground', link: '/playground/' },
      {
        text: 'More',
        items: [
          { text: 'Requirements', link: '/requirements/' },
          { text: 'What changed by version', link: '/versions/' },
          { text: 'What is simulated', link: '/simulated/' },
          { text: 'Public surface', link: '/api/' },
          { text: 'Architecture', link: '/architecture/' },
          { text: 'Decisions', link: '/decisions/' },
          { text: 'Discoveries', link: '/discoveries/' },
          { text: 'Benchmarks', link: '/benchmarks/' },
          { text: 'Changelog', link: '/changelog/' },
        ],
      },
    ],
    sidebar: { '/guides/': read('guides.json') },
  },
  transformHtml: html => withPolicy(html),
  vite: {
    resolve: { alias: standIns.map(({ find, replacement }) => ({ find: new RegExp(find), replacement })) },
    logLevel: 'error',
    // Else the bundler reads the checkout's own, and warns of what it does not know there.
    esbuild: { target: 'es2022', tsconfigRaw: '{}' },
    build: { target: 'es2022', chunkSizeWarningLimit: 5000 },
  },
});

/** Links as files of the repository have them, and braces that mean themselves. */
function asTheRepositoryReads(md: MarkdownRenderer): void {
  md.disable('emoji');
  md.core.ruler.push('links between files', state => {
    const from = places.origins[(state.env as { relativePath: string }).relativePath] ?? '';
    for (const token of state.tokens) if (token.children) token.children = led(token.children, from);
  });
  md.core.ruler.push('cells without a heading', ({ tokens }) => {
    for (const [index, token] of tokens.entries())
      if (token.type === 'th_open' && tokens[index + 1]?.content === '') {
        token.tag = 'td';
        (tokens[index + 2] as typeof token).tag = 'td';
      }
  });
  const { renderer } = md;
  // A living page stands in its text as a fence of that name: tags are not markup here.
  const fence = renderer.rules.fence as NonNullable<typeof renderer.rules.fence>;
  renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index] as (typeof tokens)[number];
    return info === 'living'
      ? `<ClientOnly><LivingPage name="${content.trim()}" /></ClientOnly>`
      : fence(tokens, index, ...rest);
  };
  const render = renderer.render.bind(renderer);
  renderer.render = (...given) => render(...given).replaceAll('{{', '&#123;&#123;');
}

type Tokens = ReturnType<MarkdownRenderer['parse']>;

/** What leads nowhere that has an address is no link: its text is left. */
function led(tokens: Tokens, from: string): Tokens {
  let isOpen = true;
  return tokens.filter(token => {
    if (token.type === 'link_close') return isOpen;
    const name = token.type === 'link_open' ? 'href' : token.type === 'image' ? 'src' : undefined;
    if (name === undefined) return true;
    const link = linkInSite(decodeURI(token.attrGet(name) ?? ''), from, places);
    if (link !== undefined) token.attrSet(name, link);
    if (token.type === 'link_open') isOpen = link !== undefined;
    return link !== undefined;
  });
}
