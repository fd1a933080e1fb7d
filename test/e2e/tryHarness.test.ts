import { Editor } from './Editor.ts';
import { sharedHost } from './sharedHost.ts';
let editor: Editor;
afterAll(() => editor?.close());
it('opens', async () => {
	const host = await sharedHost();
	editor = await Editor.open(host);
	for (const t of ['lead','score','route','crm','router','scoring']) console.log(t, (await editor.searchNodes(t)).slice(0,8));
}, 60000);
