import { takeTurns } from '../../../store';
import type { Attempt, Run } from '../Operation';
import { Parameters } from './Parameters';

/** Does something for each input item, in order; where a failure is to stop the run, the items after it are not tried. */
export async function attemptEach<Value>({ context, items }: Run, work: (parameters: Parameters) => Value | Promise<Value>, stopAtFailure: boolean): Promise<Attempt<Value>[]> {
	const attempts: Attempt<Value>[] = [];
	const giveWay = takeTurns();
	for (const itemIndex of items.keys()) {
		await giveWay();
		try {
			attempts.push({ ok: true, value: await work(new Parameters(context, itemIndex)) });
		} catch (cause) {
			attempts.push({ ok: false, cause });
			if (stopAtFailure && !context.continueOnFail()) break;
		}
	}
	return attempts;
}
