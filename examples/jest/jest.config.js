// The code is ESM as it stands: nothing is to be transformed.
export default { transform: {}, testEnvironment: 'node' };
