import path from 'node:path';

/** Where `features/` is: beside `src/`, in a checkout and in the published package alike. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');
export const featuresGlob = 'features/**/*.feature';
/** Steps are TypeScript in a checkout and JavaScript in the package. */
const extension = path.extname(import.meta.filename);
export const supportGlobs: readonly string[] = [
  `features/support/**/*${extension}`,
  `features/steps/**/*${extension}`,
];
