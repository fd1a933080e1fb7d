import type { IDataObject } from 'n8n-workflow';
import { compileOwners, DISQUALIFIED, hasValue, routeLead, UNCHANGED } from '../../engine';
import type { AssignOwner } from '../../engine';
import type { Problem } from '../Problem';
import { compileStanding } from './compileStanding';
import type { Configuration } from './readConfiguration';
import { readRoutedLead } from './readRoutedLead';

/** Which output an item leaves by, and as what. */
export type RoutedItem =
	| { ok: true; outputIndex: number; json: IDataObject; route: IDataObject }
	| { ok: false; problem: Problem };

type OwnerOf = (item: IDataObject, now: number) =>
	| { ok: true; fields: IDataObject; reason: string }
	| { ok: false; problem: Problem };

const hasOwner = ({ owner }: IDataObject): boolean =>
	hasValue(owner) && !(typeof owner === 'object' && owner !== null && Object.keys(owner).length === 0);

const compileOwnerOf = (assign: AssignOwner, replaceOwner: boolean): OwnerOf => (item, now) => {
	if (!replaceOwner && hasOwner(item)) return { ok: true, fields: {}, reason: 'The lead has an owner already' };
	const reading = readRoutedLead(item);
	if (!reading.ok) return { ok: false, problem: reading };
	const { key, attributes } = reading.lead;
	if (key === undefined) {
		const message = 'The lead cannot get an owner: it has neither an email address nor an ID';
		return { ok: false, problem: { message, remedy: "Put the lead's address in the field 'email'; it decides who the owner is." } };
	}
	const { owner, reason } = assign({ key, attributes }, now);
	return { ok: true, fields: { owner }, reason };
};

/**
 * Prepares the routing of items. The router leaves the item as it is and gives a copy of its JSON where it adds a
 * field; `route` says where the lead goes and why.
 *
 * @param now epoch ms
 */
export function compileRouter(configuration: Configuration, now: number): (item: IDataObject) => RoutedItem {
	const { routing, source, includeRoute, assignOwnerTo, replaceOwner } = configuration;
	const readStanding = compileStanding(source, routing);
	const ownerOf = routing.owners ? compileOwnerOf(compileOwners(routing.owners), replaceOwner) : null;
	const outputs = [
		...routing.bands,
		{ id: DISQUALIFIED, name: 'Disqualified' },
		{ id: UNCHANGED, name: 'Unchanged' },
	];

	return (item) => {
		const reading = readStanding(item);
		if (!reading.ok) return reading;
		const routed = routeLead(routing, reading.standing, now);
		if (!routed.ok) return { ok: false, problem: routed };

		const outputIndex = outputs.findIndex(({ id }) => id === routed.output);
		const { band, handOff, reason } = routed;
		const route: IDataObject = { output: outputs[outputIndex]?.name, band, handOff, reason };
		const fields: IDataObject = {};
		if (ownerOf && (handOff || assignOwnerTo === 'everyLead')) {
			const owned = ownerOf(item, now);
			if (!owned.ok) return owned;
			Object.assign(fields, owned.fields);
			route.ownerReason = owned.reason;
		}
		if (includeRoute) fields.leadRoute = route;
		return { ok: true, outputIndex, json: { ...item, ...fields }, route: { ...route, ...fields } };
	};
}
