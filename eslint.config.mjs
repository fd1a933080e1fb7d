import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';

/** Who may call whom: nodes → engine, store; store → engine; engine → nothing of ours. */
const layers = [
	{ target: './engine', from: ['./nodes', './credentials', './store', './host', './bench', './test'] },
	{ target: './store', from: ['./nodes', './credentials', './host', './bench', './test'] },
	{ target: './nodes', from: ['./credentials', './host', './bench', './test'] },
].map((zone) => ({ ...zone, message: `${zone.target.slice(2)}/ must not depend on this folder (see docs/architecture.md)` }));

export default defineConfig(
	globalIgnores(['dist', 'host/node_modules', '.demo', 'coverage']),
	// The lead store opens a file or a database, which n8n's own cloud does not let community packages do.
	configWithoutCloudSupport,
	{
		files: ['**/*.ts'],
		rules: { 'import-x/no-restricted-paths': ['error', { zones: layers }] },
	},
	{
		// The store knows nothing of n8n: its errors become n8n's in nodes/toNodeError.ts.
		files: ['store/**/*.ts'],
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		// What runs on our own machines and never inside a user's n8n may use Node freely.
		files: ['{host,test,bench}/**/*.ts'],
		rules: {
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'no-console': 'off',
		},
	},
);
