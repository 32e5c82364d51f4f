export { inWords, isTimeOut, type Reading, read, type Shape } from '../site/reading.ts';
