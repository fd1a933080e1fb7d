import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../host/repositoryRoot.ts';

export interface UnpackedChromium {
	executable: string;
	/** What the browser needs to find the libraries and fonts that came with it, on a machine that has none. */
	env: Record<string, string>;
}

/**
 * The package's own unpacking, in a process of its own: it is an ES module (which jest does not load), writes into the
 * temporary folder that its process has, and would unpack its libraries by itself on one cloud's machines only.
 */
const UNPACK = `
	const [entry, ...archives] = process.argv.slice(1);
	const { inflate } = await import(entry);
	for (const archive of archives) await inflate(archive);
`;
const ARCHIVES = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

/** Only the fonts that came along: pictures are the same everywhere, and without any font the browser crashes. */
const fontsConf = (folder: string): string =>
	`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>\n`;

/**
 * Unpacks the Chromium of the devDependency `@sparticuz/chromium` into the temporary folder (about 3 s, 220 MB), once per
 * version, user and machine. Safe when several processes do it at the same time.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
	const entry = createRequire(join(repositoryRoot, 'package.json')).resolve('@sparticuz/chromium');
	const packageFolder = dirname(dirname(entry));
	const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
	const folder = join(tmpdir(), `lead-scoring-chromium-${version}-${userInfo().username}`);
	if (!existsSync(folder)) {
		const scratch = await mkdtemp(`${folder}-`);
		const archives = ARCHIVES.map((name) => join(packageFolder, 'bin', name));
		const args = ['--input-type=module', '--eval', UNPACK, entry, ...archives];
		await promisify(execFile)(process.execPath, args, { env: { ...process.env, TMPDIR: scratch } });
		await writeFile(join(scratch, 'fonts', 'fonts.conf'), fontsConf(folder));
		// Whole or not at all: an interrupted process leaves only its scratch folder.
		await rename(scratch, folder).catch(async (error: unknown) => {
			await rm(scratch, { recursive: true, force: true });
			if (!existsSync(folder)) throw error;
		});
	}
	return {
		executable: join(folder, 'chromium'),
		env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
	};
}
