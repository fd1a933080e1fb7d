import { writeFileSync } from 'node:fs';

/** Starts runs as fast as they end, so many at once, with nothing behind it; tells in a file how many have succeeded. */
export class EmptyTrigger {
	description = {
		displayName: 'Empty Trigger',
		name: 'emptyTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts as many runs as n8n can take',
		defaults: { name: 'Empty Trigger' },
		inputs: [],
		outputs: ['main'],
		properties: [
			{ displayName: 'Runs at Once', name: 'concurrency', type: 'number', default: 5 },
			{ displayName: 'File', name: 'file', type: 'string', default: '' },
		],
	};

	async trigger() {
		let isActive = true;
		let count = 0;
		const lane = async () => {
			while (isActive) {
				const done = this.helpers.createDeferredPromise();
				this.emit([this.helpers.returnJsonArray([{ email: 'lead@example.com' }])], undefined, done);
				const { status } = await done.promise;
				if (status === 'success') count += 1;
			}
		};
		for (let n = this.getNodeParameter('concurrency'); n > 0; n -= 1) void lane();
		const file = this.getNodeParameter('file');
		const telling = setInterval(() => writeFileSync(file, String(count)), 100);
		return {
			closeFunction: async () => {
				isActive = false;
				clearInterval(telling);
			},
		};
	}
}
