// `latchkey verify` is the usual way to run the suite; this makes plain `npx cucumber-js` work too, against the
// simulated store. World parameters: transport ("intercept" or "listener") and profile ("10.5").
export default {
  import: ['features/support/**/*.ts', 'features/steps/**/*.ts'],
  paths: ['features/**/*.feature'],
  format: ['summary'],
};
