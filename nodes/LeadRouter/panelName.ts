const NAMES: Readonly<Record<string, string>> = {
	bands: 'Bands',
	id: 'Band ID',
	min: 'Minimum Score',
	minimumFit: 'Minimum Fit for Hand-Off',
	handOffEveryDays: 'Hand Off at Most Once In (Days)',
	owners: 'Owners',
	name: 'Name',
	email: 'Email',
	weight: 'Weight',
	territory: 'Territory',
	field: 'Field',
	op: 'Condition',
	value: 'Value',
};

const STEP = /(\w+)(?:\[(\d+)\])?/g;

/** Where an issue of the routing is in the panel: `bands[1].min` is `'Bands' 2, 'Minimum Score'`. */
export function panelName(path: string): string {
	// A territory's conditions are in `all`, which the panel does not show as a level of its own.
	const shown = path.replace('territory.all', 'territory');
	return [...shown.matchAll(STEP)]
		.map(([, key = '', position]) => `'${NAMES[key] ?? key}'${position === undefined ? '' : ` ${Number(position) + 1}`}`)
		.join(', ');
}
