import type { LeadRepository } from '../../../store';
import type { Parameters } from './Parameters';

/** The ID that the parameter names or, where that is empty, that of the store's only one. */
export async function chosenOrOnly(
	parameters: Parameters,
	store: LeadRepository,
	{ name, label, list, remedy }: { name: string; label: string; list: () => Promise<string[]>; remedy: string },
): Promise<string> {
	const given = parameters.chosen(name, label);
	if (given !== '') return given;
	const ids = [...new Set(await list())];
	const [only] = ids;
	if (only !== undefined && ids.length === 1) return only;
	const found = only === undefined ? `no ${name}. ${remedy}` : `several. Choose one of: ${ids.join(', ')}`;
	parameters.refuse(label, `nothing is chosen, and ${store.place} has ${found}`);
	return '';
}
