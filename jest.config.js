const project = (displayName, folders, more = {}) => ({
	displayName,
	roots: folders.map((folder) => `<rootDir>/${folder}`),
	testEnvironment: 'node',
	// Kysely comes as ES modules only.
	transformIgnorePatterns: ['/node_modules/(?!kysely/)'],
	transform: { '\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/host/node_modules', '<rootDir>/.demo'],
	...more,
});

module.exports = {
	// Machines that run the tests may be slow and shared.
	testTimeout: 60_000,
	projects: [
		project('unit', ['test/unit']),
		project('store', ['test/store'], {
			globalSetup: '<rootDir>/test/store/globalSetup.ts',
			globalTeardown: '<rootDir>/test/globalTeardown.ts',
		}),
		project('workflows', ['test/workflows']),
		project('e2e', ['test/e2e'], {
			globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
			globalTeardown: '<rootDir>/test/globalTeardown.ts',
		}),
	],
};
