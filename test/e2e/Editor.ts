import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { unpackChromium } from './unpackChromium.ts';

const PICTURES = join(repositoryRoot, 'docs', 'images');

export interface EditorOptions {
	url: string;
	/** The session, as a `Cookie` header. */
	cookie: string;
	theme?: 'light' | 'dark';
}

/** n8n's editor in a real browser, as a person uses it. */
export class Editor {
	/** What the page itself reports as going wrong: script errors, pictures and other files that do not load. */
	readonly faults: string[] = [];
	private readonly browser: Browser;
	readonly page: Page;
	private readonly url: string;

	private constructor(browser: Browser, page: Page, url: string) {
		this.browser = browser;
		this.page = page;
		this.url = url;
		page.on('pageerror', (error) => this.faults.push(error.message));
		page.on('response', (response) => {
			if (response.status() >= 400 && response.request().resourceType() === 'image') {
				this.faults.push(`${response.status()} ${response.url()}`);
			}
		});
	}

	/** Starts a browser (about 3 s) that is signed in and shows a new, empty workflow. */
	static async open({ url, cookie, theme = 'light' }: EditorOptions): Promise<Editor> {
		const { executable, env } = await unpackChromium();
		const browser = await chromium.launch({
			executablePath: executable,
			args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
			env: { ...process.env, ...env } as Record<string, string>,
		});
		try {
			const context = await browser.newContext({
				viewport: { width: 1280, height: 800 },
				colorScheme: theme,
				reducedMotion: 'reduce',
			});
			context.setDefaultTimeout(30_000);
			const [name = '', value = ''] = cookie.split(/=(.*)/s);
			await context.addCookies([{ name, value, url }]);
			const editor = new Editor(browser, await context.newPage(), url);
			await editor.newWorkflow();
			return editor;
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.byTestId('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.byTestId('canvas-node').first().waitFor();
	}

	/** Menu › Import › From file; waits until the nodes are on the canvas. */
	async importWorkflow(file: string): Promise<void> {
		await this.byTestId('workflow-menu').click();
		await this.byTestId('workflow-menu-item-import').hover();
		const chooser = this.page.waitForEvent('filechooser');
		await this.byTestId('workflow-menu-item-import-from-file').click();
		await (await chooser).setFiles(file);
		await this.byTestId('canvas-node').first().waitFor();
	}

	/** Types into the search of the nodes panel (opening it if need be) and returns what is offered, in order. */
	async searchNodes(text: string): Promise<string[]> {
		const search = this.byTestId('node-creator-search-bar');
		if (!(await search.isVisible())) {
			const first = this.byTestId('canvas-plus-button');
			await ((await first.isVisible()) ? first : this.byTestId('node-creator-plus-button')).click();
			await search.waitFor();
		}
		await search.fill(text);
		const names = this.byTestId('node-creator-item-name');
		// The list is filtered a moment after the last key.
		await this.page.waitForTimeout(500);
		return (await names.allInnerTexts()).map((name) => name.trim());
	}

	/**
	 * Adds a node by its name in the nodes panel, after the node that is selected (or the last one added), and goes back
	 * to the canvas.
	 */
	async addNode(name: string): Promise<void> {
		await this.searchNodes(name);
		const nodes = await this.byTestId('canvas-node').count();
		await this.byTestId('node-creator-item-name').getByText(name, { exact: true }).first().click();
		const added = this.byTestId('canvas-node').nth(nodes);
		// A node of a community package is described first, with a button that adds it.
		const add = this.page.getByRole('button', { name: 'Add to workflow' });
		await add.or(added).first().waitFor();
		if (await add.isVisible()) await add.click();
		await added.waitFor();
		await this.closePanel();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openPanel(node: string): Promise<void> {
		await this.node(node).dblclick();
		await this.byTestId('ndv').waitFor();
	}

	/** Closes a node's panel if one is open. */
	async closePanel(): Promise<void> {
		const panel = this.byTestId('ndv');
		if (await panel.isVisible().catch(() => false)) {
			await this.page.keyboard.press('Escape');
			await panel.waitFor({ state: 'hidden' });
		}
	}

	/** Chooses an option of a drop-down parameter of the open panel by its label. */
	async choose(parameter: string, label: string): Promise<void> {
		await this.byTestId(`parameter-input-${parameter}`).first().click();
		await this.page.getByRole('option', { name: label }).first().click();
	}

	/** Clicks *Execute workflow* and waits for the end. Returns the execution's id. */
	async execute(): Promise<string> {
		const started = this.page.waitForResponse((response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()));
		await this.byTestId('execute-workflow-button').click();
		const { data } = (await (await started).json()) as { data: { executionId: string } };
		return data.executionId;
	}

	/** The texts of the notices (toasts) that are on the screen. */
	async notices(): Promise<string[]> {
		return this.page.locator('.el-notification').allInnerTexts();
	}

	/** The pictures on the page that did not load. */
	async brokenPictures(): Promise<string[]> {
		return this.page.$$eval('img', (pictures) =>
			pictures
				.filter((picture) => picture.src !== '' && picture.complete && picture.naturalWidth === 0)
				.map((picture) => picture.src),
		);
	}

	/** Keeps a picture of the page (or a part of it) in `docs/images`, when `UPDATE_PICTURES` is set. */
	async picture(name: string, part?: Locator): Promise<void> {
		if (!process.env.UPDATE_PICTURES) return;
		const image = await (part ?? this.page).screenshot({ animations: 'disabled', caret: 'hide' });
		await mkdir(PICTURES, { recursive: true });
		await writeFile(join(PICTURES, `${name}.png`), image);
	}
}
