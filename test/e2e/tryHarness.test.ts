import { writeFile } from 'node:fs/promises';
import { Editor } from './Editor.ts';
import { sharedHost } from './sharedHost.ts';
import { readOutputs } from './readOutputs.ts';
let editor: Editor;
afterAll(async () => { await editor?.page.screenshot({path:'/tmp/e2e-try/end.png'}); await editor?.close(); });
it('opens', async () => {
	const host = await sharedHost();
	editor = await Editor.open(host);
	const file = host.filesFolder + '/sample.json';
	await writeFile(file, JSON.stringify({"name":"Try","nodes":[{"id":"a","name":"Start","type":"n8n-nodes-base.manualTrigger","typeVersion":1,"position":[0,0],"parameters":{}},
{"id":"b","name":"Sample lead","type":"n8n-nodes-base.set","typeVersion":3.4,"position":[220,0],"parameters":{"mode":"raw","jsonOutput":JSON.stringify({email:'anna@acme.no', jobTitle:'CTO', industry:'SaaS', companySize: 250, country:'Norway', activities:[{type:'demo_request', at: new Date().toISOString()}]}),"options":{}}}],
"connections":{"Start":{"main":[[{"node":"Sample lead","type":"main","index":0}]]}},"settings":{}}));
	await editor.importWorkflow(file);
	await editor.node('Sample lead').click();
	await editor.addNode('Lead Score');
	await editor.page.screenshot({path:'/tmp/e2e-try/a1.png'});
	await editor.addNode('Lead Router');
	await editor.page.screenshot({path:'/tmp/e2e-try/a2.png'});
	const id = await editor.execute();
	const ex = await host.client.finished(id);
	console.log(ex.status, ex.error, JSON.stringify(ex.items('Lead Score')), [0,1,2,3].map(i=>ex.items('Lead Router',i).length));
	console.log(JSON.stringify((await readOutputs(host, id, 'Lead Router')).outputs.map(o=>o.map(i=>i.pairedItem))));
	await editor.page.waitForTimeout(1500);
	await editor.page.screenshot({path:'/tmp/e2e-try/a3.png'});
	await editor.openPanel('Lead Score');
	await editor.page.waitForTimeout(1500);
	await editor.page.screenshot({path:'/tmp/e2e-try/a4.png'});
	console.log(await editor.byTestId('output-panel').innerText());
	await editor.closePanel();
	await editor.openPanel('Lead Router');
	await editor.page.waitForTimeout(1500);
	await editor.page.screenshot({path:'/tmp/e2e-try/a5.png'});
	console.log(await editor.notices(), editor.faults, await editor.brokenPictures());
}, 60000);
