/**
 * Fills a store with leads and lets Lead Score run over all of them, in a process of its own: prints, as JSON, how much
 * memory each run took on top (MB) and how long the event loop was held at most (ms).
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { openStore } from '../../nodes/openStore';
import type { ActivityInput, LeadRepository } from '../../store';
import { executeNode, toItems } from '../unit/executeNode';

export interface Measured {
	name: string;
	read: number;
	given: number;
	seconds: number;
	/** Peak of the resident set above where it was before. */
	megabytes: number;
	longestHoldMs: number;
}

const DAY_MS = 86_400_000;
const BATCH = 500;
const TITLES = ['CTO', 'Head of Sales', 'Student', 'Accountant', 'Founder'];
const TYPES = ['page_view', 'pricing_view', 'email_click', 'guide_download', 'demo_request'];

const [credential = '{}', leads = '0', activities = '0'] = process.argv.slice(2);
const context = { getCredentials: async () => JSON.parse(credential) as never };

async function fill(store: LeadRepository): Promise<void> {
	const now = Date.now();
	for (let start = 0; start < Number(leads); start += BATCH) {
		const numbers = Array.from({ length: BATCH }, (_, n) => start + n);
		await store.leads.upsert(
			numbers.map((n) => ({
				key: `lead${n}@example.com`,
				attributes: { firstName: 'Kari', lastName: `Nordmann ${n}`, jobTitle: TITLES[n % 5], industry: 'SaaS', country: 'Norway', companyName: `Company ${n % 999}`, companySize: (n % 7) * 40, city: 'Oslo', leadSource: 'web', phone: `+47 ${n}` },
			})),
			now,
		);
		await store.activities.record(
			numbers.flatMap((n) =>
				Array.from({ length: Number(activities) }, (_, k): ActivityInput => ({
					lead: `lead${n}@example.com`,
					id: String(k),
					type: TYPES[(n + k) % (n % 3 === 0 ? 5 : 4)]!,
					at: now - (k * 3 + (n % 11)) * DAY_MS - 1000,
					properties: { url: `https://www.example.com/page/${k}` },
				})),
			),
			now,
		);
	}
}

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;

async function measure(name: string, parameters: INodeParameters): Promise<Measured> {
	global.gc?.();
	await setImmediate();
	const before = residentMb();
	let peak = before;
	const sampler = setInterval(() => (peak = Math.max(peak, residentMb())), 20);
	const delay = monitorEventLoopDelay({ resolution: 2 });
	delay.enable();
	const startedAt = performance.now();
	const [items = [], [summary] = []] = await executeNode(new LeadScore(), toItems({}), {
		credential: JSON.parse(credential) as ICredentialDataDecryptedObject,
		parameters: { keepStateIn: 'leadStore', ...parameters },
	});
	const seconds = (performance.now() - startedAt) / 1000;
	delay.disable();
	clearInterval(sampler);
	peak = Math.max(peak, residentMb());
	return { name, read: (summary?.json as IDataObject).read as number, given: items.length, seconds, megabytes: peak - before, longestHoldMs: delay.max / 1e6 };
}

async function main(): Promise<void> {
	await openStore(context as never, fill);
	const measured = [
		await measure('the first run, in which all change', { leadsFrom: 'dueForReview', options: { explain: false } }),
		await measure('all again', { leadsFrom: 'all' }),
	];
	process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));
}

void main();
