import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packNodes } from '../../host/packNodes.ts';
import { repositoryRoot } from '../../host/repositoryRoot.ts';

const run = promisify(execFile);

interface Manifest {
	main: string;
	types: string;
	dependencies?: object;
	peerDependencies: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/** n8n's own scan is an ES module that starts its work in a folder; it runs in a process of its own. */
const scan = async (folder: string, patterns: string): Promise<{ passed: boolean; details?: string }> => {
	const scanner = join(repositoryRoot, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	const script = `
		const scanner = await import(${JSON.stringify(scanner)});
		const { passed, message, details } = await scanner.analyzePackage(${JSON.stringify(folder)}, ${patterns});
		process.stdout.write(JSON.stringify({ passed, details: details ?? message }));`;
	// Its rules take any file for a trigger's when they believe themselves under test.
	const env = { ...process.env, NODE_ENV: 'production' };
	const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { env, maxBuffer: 1e8 });
	return JSON.parse(stdout) as { passed: boolean; details?: string };
};

/** What the scan finds, as `file: rule`, each once. */
function findingsIn(details: string): string[] {
	let file = '';
	const findings = details.split('\n').flatMap((line) => {
		if (line.startsWith('/')) file = line.slice(line.search(/(credentials|dist|nodes)\//));
		const rule = /^ +\d+:\d+ +(?:error|warning) .* (@?[\w-]+\/[\w/-]+)$/.exec(line)?.[1];
		return rule === undefined ? [] : [`${file}: ${rule}`];
	});
	return [...new Set(findings)].sort();
}

/**
 * All that the scan may find in the source. n8n's cloud takes no package that opens files or databases or waits by timers;
 * this one is for n8n on machines of one's own. README lists the same.
 */
const ALLOWED = [
	// A lease is renewed while its run goes on, and time alone makes steps due.
	'nodes/NurtureCampaignTrigger/JobRunner.ts: @n8n/community-nodes/no-restricted-globals',
	'nodes/NurtureCampaignTrigger/NurtureCampaignTrigger.node.ts: @n8n/community-nodes/no-restricted-globals',
	// Tests move the clock by a file that the environment names.
	'nodes/now.ts: @n8n/community-nodes/no-restricted-globals',
	'nodes/now.ts: @n8n/community-nodes/no-restricted-imports',
	// The embedded database is a file in n8n's folder, which the environment names.
	'nodes/storeFolder.ts: @n8n/community-nodes/no-restricted-globals',
	'nodes/storeFolder.ts: @n8n/community-nodes/no-restricted-imports',
];

describe('the package as it is published', () => {
	let folder: string;
	let unpacked: string;
	let manifest: Manifest;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lead-scoring-package-'));
		unpacked = join(folder, 'package');
		await mkdir(unpacked);
		await run('tar', ['-xzf', await packNodes(folder), '-C', unpacked, '--strip-components=1']);
		manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Manifest;
	}, 120_000);

	afterAll(() => rm(folder, { recursive: true, force: true }));

	it('depends on nothing but n8n itself', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('carries for every node its code, codex and both icons, which differ', async () => {
		expect(manifest.n8n.nodes.length).toBeGreaterThanOrEqual(2);
		for (const file of manifest.n8n.nodes) {
			const code = await readFile(join(unpacked, file), 'utf8');
			const codex = JSON.parse(await readFile(join(unpacked, `${file}on`), 'utf8')) as { node: string; alias: string[] };
			const [light, dark] = [...code.matchAll(/file:([\w.]+\.svg)/g)].map(([, name]) => join(unpacked, file, '..', name!));
			expect(await readFile(light!, 'utf8')).toContain('<svg');
			expect(await readFile(dark!, 'utf8')).not.toBe(await readFile(light!, 'utf8'));
			expect(codex.node).toMatch(/^n8n-nodes-lead-scoring\.\w+$/);
			expect(codex.alias).toEqual(expect.arrayContaining(['lead', 'score']));
		}
	});

	it('gives the pure engine to whoever requires it, with types', async () => {
		expect(existsSync(join(unpacked, manifest.types))).toBe(true);
		const script = `
			const { parseModel, compileModel, starterTemplates } = require(${JSON.stringify(unpacked)});
			const { ok, model } = parseModel(starterTemplates[0].model);
			const { score, band } = compileModel(model).score({ attributes: {} }, 0);
			process.stdout.write(JSON.stringify({ ok, score, band, bad: parseModel(1).ok }));`;
		const { stdout } = await run(process.execPath, ['--eval', script], { cwd: folder });
		expect(JSON.parse(stdout)).toEqual({ ok: true, score: 0, band: 'cold', bad: false });
	});

	it('carries neither sources nor tests', () => {
		for (const name of ['test', 'host', 'bench', 'engine', 'nodes']) expect(existsSync(join(unpacked, name))).toBe(false);
	});

	it("passes n8n's own scan, but for what a database and a trigger need", async () => {
		const { details = '' } = await scan(repositoryRoot, 'scanner.SOURCE_FILE_PATTERNS');
		expect(findingsIn(details)).toEqual(ALLOWED);
	}, 240_000);

	it('as built has findings in the store and in the nodes alone, which go by the clock of the tests and open the store', async () => {
		const { details = '' } = await scan(unpacked, "['**/*.js', 'package.json']");
		const found = ['nodes/LeadRouter/LeadRouter.node.js', 'nodes/LeadScore/LeadScore.node.js', 'nodes/LeadStore/LeadStore.node.js', 'nodes/NurtureCampaignTrigger/NurtureCampaignTrigger.node.js', 'store/index.js'];
		const rules = ['no-restricted-globals', 'no-restricted-imports'];
		expect(findingsIn(details)).toEqual(found.flatMap((file) => rules.map((rule) => `dist/${file}: @n8n/community-nodes/${rule}`)));
	}, 240_000);

	it('is found wanting by the same scan where it is (so that the scan is known to look)', async () => {
		const spoilt = join(folder, 'spoilt');
		await mkdir(join(spoilt, 'nodes'), { recursive: true });
		await run('cp', [join(unpacked, 'package.json'), spoilt]);
		await writeFile(join(spoilt, 'nodes/bad.js'), 'process.exit(eval("1"));');
		expect((await scan(spoilt, "['**/*.js']")).passed).toBe(false);
	}, 120_000);
});
