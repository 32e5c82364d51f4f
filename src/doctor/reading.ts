export { inWords, type Reading, read } from '../site/reading.ts';
