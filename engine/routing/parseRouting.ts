import { checkCondition } from '../scoring/checkCondition';
import { formatPath } from '../scoring/formatPath';
import { isRecord } from '../scoring/isRecord';
import type { Issue } from '../scoring/Issue';
import { quote } from '../scoring/quote';
import { toText } from '../scoring/values/toText';
import { DISQUALIFIED, UNCHANGED } from './Routing';
import type { Routing } from './Routing';

type Path = readonly PropertyKey[];
type Problem = { path: Path; message: string };

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Reports each row whose `key` an earlier row has too, texts compared as scoring compares them. */
function repeated(rows: readonly unknown[], list: string, key: string): Problem[] {
	const seen = new Set<unknown>();
	return rows.flatMap((row, index) => {
		if (!isRecord(row) || !(isFilled(row[key]) || isNumber(row[key]))) return [];
		const value = toText(row[key]);
		if (!seen.has(value)) {
			seen.add(value);
			return [];
		}
		return [{ path: [list, index, key], message: `${quote(row[key])} is used twice; each must be unique` }];
	});
}

function checkBand(band: unknown, path: Path): Problem[] {
	if (!isRecord(band)) return [{ path, message: `expected a band, got ${quote(band)}` }];
	const { id, name, min } = band;
	const problems: Problem[] = [];
	if (!isFilled(name)) problems.push({ path: [...path, 'name'], message: 'expected a name that is not blank' });
	if (typeof id !== 'string' || !ID.test(id)) {
		const message = `expected an id of 1 to 64 letters, digits, "_" and "-", got ${quote(id)}`;
		problems.push({ path: [...path, 'id'], message });
	} else if (id === DISQUALIFIED || id === UNCHANGED) {
		problems.push({ path: [...path, 'id'], message: `${quote(id)} is reserved: it has an output of its own` });
	}
	if (!isNumber(min) || min < 0) {
		problems.push({ path: [...path, 'min'], message: `expected a number, 0 or more, got ${quote(min)}` });
	}
	return problems;
}

function checkBands({ bands }: Record<string, unknown>): Problem[] {
	if (!Array.isArray(bands)) return [{ path: ['bands'], message: `expected a list of bands, got ${quote(bands)}` }];
	const problems = [
		...bands.flatMap((band: unknown, index) => checkBand(band, ['bands', index])),
		...repeated(bands, 'bands', 'name'),
		...repeated(bands, 'bands', 'id'),
		...repeated(bands, 'bands', 'min'),
	];
	if (!bands.some((band) => isRecord(band) && band.min === 0)) {
		problems.push({ path: ['bands'], message: 'expected one band from 0, so that every score has a band' });
	}
	return problems;
}

function checkOwner(owner: unknown, path: Path): Problem[] {
	if (!isRecord(owner)) return [{ path, message: `expected an owner, got ${quote(owner)}` }];
	const { name, email, weight = 1, territory } = owner;
	const problems: Problem[] = [];
	if (!isFilled(name)) problems.push({ path: [...path, 'name'], message: 'expected a name that is not blank' });
	if (typeof email !== 'string' || !EMAIL.test(email.trim())) {
		problems.push({ path: [...path, 'email'], message: `expected an email address, got ${quote(email)}` });
	}
	if (!isNumber(weight) || weight <= 0) {
		problems.push({ path: [...path, 'weight'], message: `expected a number above 0, got ${quote(weight)}` });
	}
	return territory === undefined ? problems : [...problems, ...checkCondition(territory, [...path, 'territory'])];
}

function checkOwners({ owners = [] }: Record<string, unknown>): Problem[] {
	if (!Array.isArray(owners)) return [{ path: ['owners'], message: `expected a list of owners, got ${quote(owners)}` }];
	return [
		...owners.flatMap((owner: unknown, index) => checkOwner(owner, ['owners', index])),
		...repeated(owners, 'owners', 'email'),
	];
}

function checkLimits({ bands, minimumFit, handOffEveryDays }: Record<string, unknown>): Problem[] {
	const problems: Problem[] = [];
	if (minimumFit !== undefined && !isNumber(minimumFit)) {
		problems.push({ path: ['minimumFit'], message: `expected a number of points, got ${quote(minimumFit)}` });
	} else if (minimumFit !== undefined && Array.isArray(bands) && bands.length === 1) {
		const message = 'needs a second band, for the leads that fall short of it';
		problems.push({ path: ['minimumFit'], message });
	}
	if (handOffEveryDays !== undefined && (!isNumber(handOffEveryDays) || handOffEveryDays <= 0)) {
		const message = `expected a number of days above 0, got ${quote(handOffEveryDays)}`;
		problems.push({ path: ['handOffEveryDays'], message });
	}
	return problems;
}

/**
 * Checks how leads are to be routed. Gives the routing as it came in, or **every** problem at once, each with
 * its path, e.g. `bands[1].min: expected a number, 0 or more, got "ten"`. Never throws.
 */
export function parseRouting(json: unknown): { ok: true; routing: Routing } | { ok: false; issues: Issue[] } {
	if (!isRecord(json)) return { ok: false, issues: [{ path: '', message: `expected an object, got ${quote(json)}` }] };
	const problems = [...checkBands(json), ...checkLimits(json), ...checkOwners(json)];
	if (problems.length === 0) return { ok: true, routing: json as unknown as Routing };
	return { ok: false, issues: problems.map(({ path, message }) => ({ path: formatPath(path), message })) };
}
