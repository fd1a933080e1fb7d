import type { LeadRefusal } from './LeadFormat';

/** Where APIs put the list of records, and what else stands around it. */
const LIST_FIELDS = ['results', 'records', 'contacts', 'value', 'data', 'items', 'leads'];
const FRAME_FIELDS = new Set(
	('total totalSize count done success paging pagination nextRecordsUrl has-more hasMore vid-offset offset time-offset ' +
		'info additional_data related_objects status next_cursor next @odata.context @odata.count @odata.nextLink').split(' '),
);

/** The refusal of an item that holds a whole list of records, as an API answers a search; `null` for any other. */
export function refuseList(item: Record<string, unknown>): LeadRefusal | null {
	const list = LIST_FIELDS.find((name) => Array.isArray(item[name]));
	if (list === undefined) return null;
	if (!Object.keys(item).every((name) => name === list || FRAME_FIELDS.has(name))) return null;
	return {
		ok: false,
		message: `This item holds a whole list of records in '${list}', not one lead`,
		remedy: `Put a Split Out node before this one, with 'Fields To Split Out' set to '${list}'.`,
	};
}
