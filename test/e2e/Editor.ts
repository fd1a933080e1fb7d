import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { launchChromium } from './launchChromium.ts';

const PICTURES = join(repositoryRoot, 'docs', 'images');
const WIDTH = 1280;
const HEIGHT = 800;

interface Rectangle {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface EditorOptions {
	url: string;
	/** The session, as a `Cookie` header. */
	cookie: string;
	theme?: 'light' | 'dark';
	/** Device pixels in a CSS pixel; 2 for pictures with small text. */
	sharpness?: number;
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
	static async open({ url, cookie, theme = 'light', sharpness = 1 }: EditorOptions): Promise<Editor> {
		const browser = await launchChromium();
		try {
			const context = await browser.newContext({
				viewport: { width: WIDTH, height: HEIGHT },
				deviceScaleFactor: sharpness,
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

	/** Entries of the nodes panel; a node that can do several things has another kind. */
	private foundNodes(): Locator {
		return this.byTestId('node-creator-node-item').or(this.byTestId('node-creator-action-item'));
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

	/** Types into the search of the nodes panel, opening it if need be. */
	async searchNodes(text: string): Promise<void> {
		const search = this.byTestId('node-creator-search-bar');
		if (!(await search.isVisible())) {
			const first = this.byTestId('canvas-plus-button');
			await ((await first.isVisible()) ? first : this.byTestId('node-creator-plus-button')).click();
			await search.waitFor();
		}
		// The list follows the text with a delay: emptied first, it cannot be the one of an earlier text.
		await search.fill('no node has such a name');
		await this.foundNodes().first().waitFor({ state: 'detached' });
		await search.fill(text);
		await this.foundNodes().first().waitFor();
	}

	/** A node's entry in the nodes panel. */
	foundNode(name: string): Locator {
		return this.foundNodes().filter({ has: this.page.getByText(name, { exact: true }) }).first();
	}

	/**
	 * Adds a node by its name in the nodes panel, after the node that is selected (or the last one added), and goes back
	 * to the canvas.
	 */
	async addNode(name: string): Promise<void> {
		await this.searchNodes(name);
		const nodes = await this.byTestId('canvas-node').count();
		await this.foundNode(name).click();
		const added = this.byTestId('canvas-node').nth(nodes);
		// A node of a community package is described first, with a button that adds it.
		const add = this.page.getByRole('button', { name: 'Add to workflow' });
		await add.or(added).first().waitFor();
		if (await add.isVisible()) await add.click();
		await added.waitFor();
		await this.closePanel();
	}

	/**
	 * Adds a node by one of its actions in the nodes panel, after the node that is selected; its panel is open then.
	 *
	 * @returns the node's name, which n8n makes of the action
	 */
	async addAction(node: string, action: string): Promise<string> {
		await this.searchNodes(node);
		await this.foundNode(node).click();
		await this.byTestId('node-creator').getByText(action, { exact: true }).click();
		await this.byTestId('ndv').waitFor();
		return this.byTestId('node-title-container').innerText();
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
		await this.page.getByRole('option').filter({ has: this.page.getByText(label, { exact: true }) }).first().click();
	}

	/** Chooses the credential of the open panel by its name. */
	async chooseCredential(name: string): Promise<void> {
		await this.byTestId('node-credentials-select').first().click();
		await this.page.getByRole('option').filter({ has: this.page.getByText(name, { exact: true }) }).first().click();
	}

	/** Replaces the text of a code parameter of the open panel. */
	async writeCode(parameter: string, code: string): Promise<void> {
		await this.byTestId(`parameter-input-${parameter}`).locator('.cm-content').click();
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.insertText(code);
	}

	/** Has the whole workflow run, or with a panel open the steps up to its node. Returns the execution's id. */
	async execute(): Promise<string> {
		const started = this.page.waitForResponse((response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()));
		const inPanel = this.byTestId('node-execute-button');
		await ((await inPanel.isVisible()) ? inPanel : this.byTestId('execute-workflow-button')).click();
		const { data } = (await (await started).json()) as { data: { executionId: string } };
		return data.executionId;
	}

	/** The texts of the notices (toasts) that are on the screen. */
	async notices(): Promise<string[]> {
		return this.page.locator('.el-notification').allInnerTexts();
	}

	/** Brings the whole workflow into view, nothing selected. */
	async showAll(): Promise<void> {
		await this.byTestId('zoom-to-fit').click();
		await this.byTestId('canvas-background').click({ position: { x: 5, y: 5 }, force: true });
		await this.page.mouse.move(2, 2);
		// The canvas glides there.
		await this.page.waitForTimeout(600);
	}

	/** The part of the page that the workflow's nodes and notes take, and a margin around it. */
	async extent(margin = 24): Promise<Rectangle> {
		const boxes = await this.page.locator('.vue-flow__node').evaluateAll((nodes) =>
			// What belongs to a node may stand outside its box: its name, the labels of its outputs.
			nodes
				.flatMap((node) => [node, ...node.querySelectorAll('*')])
				.map((element) => element.getBoundingClientRect())
				.filter(({ width, height }) => width > 0 && height > 0)
				.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
		);
		const x = Math.min(...boxes.map(({ left }) => left)) - margin;
		const y = Math.min(...boxes.map(({ top }) => top)) - margin;
		const width = Math.max(...boxes.map(({ right }) => right)) + margin - x;
		const height = Math.max(...boxes.map(({ bottom }) => bottom)) + margin - y;
		return { x, y, width, height };
	}

	/** The pictures on the page that did not load, once all have or have failed to. */
	async brokenPictures(): Promise<string[]> {
		while (!(await this.page.$$eval('img', (pictures) => pictures.every(({ complete }) => complete)))) {
			await this.page.waitForTimeout(100);
		}
		return this.page.$$eval('img', (pictures) =>
			pictures.filter(({ src, naturalWidth }) => src !== '' && naturalWidth === 0).map(({ src }) => src),
		);
	}

	/**
	 * Keeps a picture of the page (or a part of it) in `docs/images`, when `UPDATE_PICTURES` is set.
	 *
	 * @param view `height` of the window in px; `clip`, the part of it (all by default)
	 */
	async picture(name: string, view: { height?: number; clip?: Rectangle } = {}): Promise<void> {
		if (!process.env.UPDATE_PICTURES) return;
		const { height = HEIGHT, clip } = view;
		await this.page.setViewportSize({ width: WIDTH, height });
		await this.brokenPictures();
		// Panels glide and notices slide in; then the notices go.
		await this.page.waitForTimeout(800);
		const close = this.page.locator('.el-notification__closeBtn:visible');
		for (let notices = await close.count(); notices > 0; notices -= 1) await close.first().click();
		await this.page.waitForTimeout(500);
		await mkdir(PICTURES, { recursive: true });
		const path = join(PICTURES, `${name}.png`);
		// A part of the canvas is shown without the buttons that lie over it.
		const part = clip && { clip, style: '[class*="nodeButtonsWrapper"] { visibility: hidden }' };
		await this.page.screenshot({ path, animations: 'disabled', caret: 'hide', ...part });
		await this.page.setViewportSize({ width: WIDTH, height: HEIGHT });
	}
}
