import { chromium, type Browser } from 'playwright-core';
import { unpackChromium } from './unpackChromium.ts';

/** Starts a real browser without a window (about 3 s). */
export async function launchChromium(): Promise<Browser> {
	const { executable, env } = await unpackChromium();
	return chromium.launch({
		executablePath: executable,
		args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
		env: { ...process.env, ...env } as Record<string, string>,
	});
}
