/**
 * Writes the public surface to docs/api, so that a change of it is seen as a difference in git. With --check: ends
 * with 1 when what is there is not what the sources say.
 *
 * API Extractor reads the declarations of a build with the TypeScript that it brings, not the sources.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from '@microsoft/api-extractor';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, 'docs/api');
const entries = {
  latchkey: 'src/index.d.ts',
  'latchkey-explain': 'src/explain.d.ts',
  'latchkey-msw': 'src/msw.d.ts',
  'latchkey-store': 'src/store.d.ts',
};
const isCheck = process.argv.includes('--check');

const build = mkdtempSync(path.join(os.tmpdir(), 'latchkey-api-'));
try {
  declare(build);
  mkdirSync(reports, { recursive: true });
  for (const [name, entry] of Object.entries(entries)) {
    if (!report(name, entry) || !isCheck) continue;
    console.error(`docs/api/${name}.api.md is not what the sources say. Run: npm run api`);
    process.exitCode = 1;
  }
} finally {
  rmSync(build, { recursive: true });
}

/** Compiles the declarations alone, as `npm run build` does, into a folder that has the project's packages. */
function declare(folder: string): void {
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const { status, error } = spawnSync(
    tsc,
    ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--outDir', folder],
    { cwd: root, stdio: 'inherit' },
  );
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'latchkey', type: 'module' }));
}

/** Writes, or with --check compares, the report of one entry; true when it was another before. */
function report(name: string, entry: string): boolean {
  const configObject: IConfigFile = {
    projectFolder: build,
    mainEntryPointFilePath: path.join(build, entry),
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: 'es2024',
          lib: ['es2024'],
          module: 'nodenext',
          moduleResolution: 'nodenext',
          types: ['node'],
          strict: true,
          skipLibCheck: true,
        },
        files: [entry],
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: `${name}.api.md`,
      reportFolder: reports,
      reportTempFolder: path.join(build, 'report'),
      // A type that a public one is made of is public too, whether or not it has a public name.
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(build, 'package.json'),
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: !isCheck,
    messageCallback: message => {
      // Errors are told; that a report differs is told here, with the project's own command.
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (errorCount > 0) process.exitCode = 1;
  return apiReportChanged;
}
