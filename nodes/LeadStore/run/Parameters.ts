import { validateFieldType, type IExecuteFunctions } from 'n8n-workflow';
import { hasValue, isRecord, leadIdentity, toNumber, type Issue } from '../../../engine';
import type { Problem } from '../../Problem';
import { readMoment } from '../../readMoment';
import { toNodeError } from '../../toNodeError';
import { toProblem } from '../../toProblem';
import { leadOfItem } from './leadOfItem';

const MOST_SHOWN = 60;

/** A value as a message shows it. */
function tell(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/**
 * An input item's parameters. What is wrong with them is collected, for `check` to tell it all at once; a reader that
 * finds something wrong gives a value that nobody will see.
 */
export class Parameters {
	readonly itemIndex: number;
	private readonly context: IExecuteFunctions;
	private readonly issues: Issue[] = [];

	constructor(context: IExecuteFunctions, itemIndex: number) {
		this.context = context;
		this.itemIndex = itemIndex;
	}

	/** @throws NodeOperationError for this item, if anything is wrong */
	check(): void {
		if (this.issues.length > 0) throw this.failure(toProblem(this.issues));
	}

	/** The error for this item that a problem makes. */
	failure(problem: Problem): ReturnType<typeof toNodeError> {
		return toNodeError(this.context.getNode(), problem, this.itemIndex);
	}

	refuse(label: string, message: string): void {
		this.issues.push({ path: `'${label}'`, message });
	}

	/** Whatever the parameter holds; `null` where it is not shown or was not added. */
	value(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, null);
	}

	flag(name: string): boolean {
		return this.value(name) === true;
	}

	/** Text, trimmed; empty if there is none. */
	text(name: string, label: string): string {
		const value = this.value(name);
		if (typeof value === 'string') return value.trim();
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		if (hasValue(value)) this.refuse(label, `expected text, got ${tell(value)}`);
		return '';
	}

	requiredText(name: string, label: string, example: string): string {
		if (!hasValue(this.value(name))) this.refuse(label, `expected text, e.g. ${example}, got nothing`);
		return this.text(name, label);
	}

	number(name: string, label: string, { whole = false, from = -Infinity }: { whole?: boolean; from?: number } = {}): number {
		const value = this.value(name);
		const number = toNumber(value);
		if (number !== null && number >= from && (!whole || Number.isInteger(number))) return number;
		const least = from === -Infinity ? '' : `, ${from} or more`;
		this.refuse(label, `expected a ${whole ? 'whole ' : ''}number${least}, got ${hasValue(value) ? tell(value) : 'nothing'}`);
		return 0;
	}

	/** What is chosen from a list or given by its ID; empty if nothing is. */
	chosen(name: string, label: string): string {
		const value = this.context.getNodeParameter(name, this.itemIndex, '', { extractValue: true });
		if (typeof value === 'string') return value.trim();
		this.refuse(label, `expected an ID, got ${tell(value)}`);
		return '';
	}

	/** Epoch ms; `undefined` if there is none. */
	moment(name: string, label: string): number | undefined {
		const value = this.value(name);
		if (!hasValue(value)) return undefined;
		const moment = readMoment(value, this.context.getTimezone());
		if (moment === null) this.refuse(label, `expected a date, e.g. 2026-12-31T08:00:00, got ${tell(value)}`);
		return moment ?? undefined;
	}

	/** One of some values. */
	choice<Value extends string>(name: string, label: string, values: readonly [Value, ...Value[]]): Value {
		const value = this.value(name);
		const found = values.find((each) => each === value);
		if (found === undefined) this.refuse(label, `expected one of ${values.join(', ')}, got ${hasValue(value) ? tell(value) : 'nothing'}`);
		return found ?? values[0];
	}

	/** A JSON value, or the JSON text of one; `undefined` if there is none. */
	json(name: string, label: string): unknown {
		const value = this.value(name);
		if (typeof value !== 'string') return value;
		if (value.trim() === '') return undefined;
		try {
			return JSON.parse(value);
		} catch (error) {
			this.refuse(label, `expected JSON: ${error instanceof Error ? error.message : String(error)}`);
			return undefined;
		}
	}

	/** Texts from a list, or from one text with commas. */
	texts(name: string, label: string): string[] {
		const value = this.value(name);
		const entries: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
		const strange = entries.find((entry) => hasValue(entry) && typeof entry !== 'string' && typeof entry !== 'number');
		if (strange !== undefined) this.refuse(label, `expected texts separated by commas, or a list of texts, got ${tell(strange)}`);
		return entries.filter(hasValue).map((entry) => String(entry).trim());
	}

	/** Identities of a lead, from a list, or from one text with commas. */
	identities(name: string, label: string): string[] {
		return this.texts(name, label).flatMap((text) => leadIdentity(text) ?? []);
	}

	/** The identity in a parameter that names a lead; `undefined` if it is empty. */
	identity(name: string, label: string): string | undefined {
		const value = this.value(name);
		const identity = leadIdentity(value);
		if (identity === undefined && hasValue(value)) this.refuse(label, `expected an email address or an ID, got ${tell(value)}`);
		return identity;
	}

	/** The lead that 'Lead' must name. */
	namedLead(): string {
		if (!hasValue(this.value('lead'))) this.refuse('Lead', 'expected an email address or an ID, got nothing');
		return this.identity('lead', 'Lead') ?? '';
	}

	/** The lead that 'Lead' names or, where that is empty, the one that the input item holds. */
	lead(): string {
		if (hasValue(this.value('lead'))) return this.namedLead();
		const identity = leadOfItem(this.context.getInputData()[this.itemIndex]?.json);
		if (identity === undefined) this.refuse('Lead', 'nothing is given, and the input item holds no lead with an email address or an ID. Give one, e.g. anna@example.com or hubspot:123');
		return identity ?? '';
	}

	/** The fields of a list of names and values, each made what its type says. A name given twice has its last value. */
	assignments(name: string, label: string): Record<string, unknown> {
		const value = this.value(name);
		const rows = isRecord(value) && Array.isArray(value.assignments) ? value.assignments : [];
		return Object.fromEntries(
			rows.filter(isRecord).flatMap((row): [string, unknown][] => {
				const field = typeof row.name === 'string' ? row.name.trim() : '';
				if (field === '' || row.value === undefined) return [];
				if (row.value === null) return [[field, null]];
				const result = validateFieldType(field, row.value, (row.type ?? 'string') as 'string', { parseStrings: true });
				if (!result.valid) this.refuse(label, result.errorMessage);
				return [[field, result.valid ? result.newValue : null]];
			}),
		);
	}
}
