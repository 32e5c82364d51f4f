import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await mkdir('public', { recursive: true });
await build({ entryPoints: ['app.js'], bundle: true, format: 'esm', outdir: 'public', sourcemap: true });
await copyFile('index.html', 'public/index.html');
// MSW's worker script has to lie beside the page.
await copyFile(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'public/mockServiceWorker.js');
