import type { IExecuteFunctions } from 'n8n-workflow';
import { isFieldPath, parseRouting, toNumber } from '../../engine';
import type { Issue, Routing } from '../../engine';
import { isToolNode } from '../isToolNode';
import { toFieldPath } from '../toFieldPath';
import { toNodeError } from '../toNodeError';
import { toProblem } from '../toProblem';
import { panelName } from './panelName';
import { toOwner } from './toOwner';
import type { OwnerRow } from './toOwner';

/** Where the node finds a lead's score and what goes with it; fields are field paths on the item. */
export type ScoreSource =
	| { kind: 'result'; resultField: string; lastHandOffField: string }
	| {
			kind: 'field';
			scoreField: string;
			fitField: string;
			previousBandField: string;
			lastHandOffField: string;
	  }
	/** What an AI agent said; either may be blank, but not both. */
	| { kind: 'given'; score: string; band: string };

export interface Configuration {
	routing: Routing;
	source: ScoreSource;
	includeRoute: boolean;
	assignOwnerTo: 'handOff' | 'everyLead';
	replaceOwner: boolean;
}

interface Options {
	assignOwnerTo?: 'handOff' | 'everyLead';
	fitField?: unknown;
	handOffEveryDays?: unknown;
	includeRoute?: boolean;
	lastHandOffField?: unknown;
	minimumFit?: unknown;
	owners?: { values?: OwnerRow[] };
	previousBandField?: unknown;
	replaceOwner?: boolean;
}

interface BandRow {
	name?: unknown;
	band?: unknown;
	minScore?: unknown;
}

const numeric = (value: unknown): unknown => toNumber(value) ?? value;
const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Collects the names of fields, and what is wrong with them. */
class FieldNames {
	readonly issues: Issue[] = [];

	read(displayName: string, value: unknown): string {
		const path = typeof value === 'string' ? toFieldPath(value) : '';
		if (!isFieldPath(path)) {
			const got = value === '' || value === undefined ? 'nothing' : JSON.stringify(value);
			const message = `expected the name of a field, e.g. properties.hubspotscore, got ${got}. Give its name, not its value`;
			this.issues.push({ path: `'${displayName}'`, message });
		}
		return path;
	}
}

function readRouting(context: IExecuteFunctions, options: Options): ReturnType<typeof parseRouting> {
	const bands = context.getNodeParameter('bands.values', 0, []) as BandRow[];
	const owners = options.owners?.values ?? [];
	return parseRouting({
		bands: bands.map(({ name, band, minScore }) => ({ id: trimmed(band), name, min: numeric(minScore) })),
		onlyWhenBandChanged: context.getNodeParameter('when', 0, 'everyLead') === 'bandChanged',
		...(options.minimumFit === undefined ? {} : { minimumFit: numeric(options.minimumFit) }),
		...(options.handOffEveryDays === undefined ? {} : { handOffEveryDays: numeric(options.handOffEveryDays) }),
		...(owners.length === 0 ? {} : { owners: owners.map(toOwner) }),
	});
}

function readSource(context: IExecuteFunctions, options: Options, fields: FieldNames): ScoreSource {
	if (isToolNode(context.getNode())) {
		const score = String(context.getNodeParameter('score', 0, '')).trim();
		const band = String(context.getNodeParameter('band', 0, '')).trim();
		if (score !== '' || band !== '') return { kind: 'given', score, band };
	}
	const lastHandOffField =
		options.handOffEveryDays === undefined
			? ''
			: fields.read('Last Hand-Off Field', options.lastHandOffField ?? 'lastHandOffAt');
	if (context.getNodeParameter('routeBy', 0) === 'leadScore') {
		const resultField = fields.read('Result Field', context.getNodeParameter('resultField', 0));
		return { kind: 'result', resultField, lastHandOffField };
	}
	return {
		kind: 'field',
		scoreField: fields.read('Score Field', context.getNodeParameter('scoreField', 0)),
		fitField: options.minimumFit === undefined ? '' : fields.read('Fit Field', options.fitField),
		previousBandField: fields.read('Previous Band Field', options.previousBandField ?? 'band'),
		lastHandOffField,
	};
}

/**
 * Reads and checks the parameters, once for all items.
 *
 * @throws NodeOperationError that tells all that is wrong with them together
 */
export function readConfiguration(context: IExecuteFunctions): Configuration {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	const fields = new FieldNames();
	const source = readSource(context, options, fields);
	const parsed = readRouting(context, options);
	const issues = [
		...fields.issues,
		...(parsed.ok ? [] : parsed.issues.map(({ path, message }) => ({ path: panelName(path), message }))),
	];
	if (!parsed.ok || issues.length > 0) throw toNodeError(context.getNode(), toProblem(issues));
	const { includeRoute = false, assignOwnerTo = 'handOff', replaceOwner = false } = options;
	return { routing: parsed.routing, source, includeRoute, assignOwnerTo, replaceOwner };
}
