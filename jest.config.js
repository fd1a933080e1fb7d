const project = (displayName, folders, more = {}) => ({
	displayName,
	roots: folders.map((folder) => `<rootDir>/${folder}`),
	testEnvironment: 'node',
	transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/host/node_modules', '<rootDir>/.demo'],
	...more,
});

module.exports = {
	// Machines that run the tests may be slow and shared.
	testTimeout: 60_000,
	projects: [
		project('unit', ['test/unit']),
		project('workflows', ['test/workflows']),
		project('e2e', ['test/e2e'], {
			globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
			globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
		}),
	],
};
