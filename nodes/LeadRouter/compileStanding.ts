import { hasValue, readPath, toNumber, toTime } from '../../engine';
import type { LeadStanding, Routing } from '../../engine';
import type { Problem } from '../Problem';
import type { ScoreSource } from './readConfiguration';
import { readRoutedLead } from './readRoutedLead';

type Reading = { ok: true; standing: LeadStanding } | { ok: false; problem: Problem };
type Read = (item: unknown) => unknown;

const LONGEST = 60;

const shown = (value: unknown): string => {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

const refuse = (message: string, remedy: string): { ok: false; problem: Problem } => ({ ok: false, problem: { message, remedy } });

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const filledText = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** What to do about an item without a result, by what it is or has instead. */
function withoutResult(item: unknown, field: string): { ok: false; problem: Problem } {
	const reading = readRoutedLead(item);
	if (!reading.ok) return { ok: false, problem: reading };
	const score = isRecord(item) && Object.hasOwn(item, 'score') ? toNumber(item.score) : null;
	return refuse(
		`The item has no lead score in '${field}'`,
		score === null
			? "Put a Lead Score node before this one, or set 'Route By' to 'Score Field' if the score is in another field."
			: `The item has the number ${score} in 'score': to route by it, set 'Route By' to 'Score Field' and 'Score Field' to score. Or put a Lead Score node before this one.`,
	);
}

function fromResult(item: unknown, result: unknown, field: string): Reading {
	if (!hasValue(result)) return withoutResult(item, field);
	if (!isRecord(result)) {
		const remedy =
			toNumber(result) === null
				? "Put a Lead Score node before this one, or correct 'Result Field'."
				: `To route by this number, set 'Route By' to 'Score Field' and 'Score Field' to ${field}.`;
		return refuse(`'${field}' holds ${shown(result)}, not the result of a Lead Score node`, remedy);
	}
	const own = (key: string): unknown => (Object.hasOwn(result, key) ? result[key] : undefined);
	const band = filledText(own('band'));
	if (band === null) {
		return refuse(`The lead score in '${field}' has no band`, 'Keep the whole result of the Lead Score node on the item.');
	}
	return {
		ok: true,
		standing: {
			score: toNumber(own('score')),
			band,
			fit: toNumber(own('fit')),
			previousBand: filledText(own('previousBand')),
			lastHandOffAt: null,
			...(isRecord(own('enteredBands')) && { bandChanged: own('bandChanged') === true }),
		},
	};
}

function fromField(item: unknown, value: unknown, field: string, more: { fit: Read; previousBand: Read }): Reading {
	const score = toNumber(value);
	if (score === null) {
		const reading = readRoutedLead(item);
		if (!reading.ok) return { ok: false, problem: reading };
		return refuse(
			hasValue(value) ? `'${field}' holds ${shown(value)}, which is not a number` : `The item has no score in '${field}'`,
			"Check the name in 'Score Field', and score the lead before routing it: not scored is not 0.",
		);
	}
	return {
		ok: true,
		standing: {
			score,
			band: null,
			fit: toNumber(more.fit(item)),
			previousBand: filledText(more.previousBand(item)),
			lastHandOffAt: null,
		},
	};
}

function fromAgent(score: string, band: string): Reading {
	const number = toNumber(score);
	if (score !== '' && number === null) return refuse(`The score ${shown(score)} is not a number`, 'Give a number such as 72, or none.');
	const standing = { score: number, band: band === '' ? null : band, fit: null, previousBand: null, lastHandOffAt: null };
	return { ok: true, standing };
}

/**
 * Prepares the reading of what routing needs to know from an item. The reader never throws and leaves the item
 * as it is; an item that it cannot read, such as one that is no scored lead, comes back as a problem.
 */
export function compileStanding(source: ScoreSource, routing: Routing): (item: unknown) => Reading {
	if (source.kind === 'given') return () => fromAgent(source.score, source.band);

	const readLastHandOff = routing.handOffEveryDays === undefined ? () => undefined : readPath(source.lastHandOffField);
	const withLastHandOff = (reading: Reading, value: unknown, field = source.lastHandOffField): Reading => {
		if (!reading.ok || !hasValue(value)) return reading;
		const lastHandOffAt = toTime(value);
		if (lastHandOffAt !== null) return { ok: true, standing: { ...reading.standing, lastHandOffAt } };
		return refuse(
			`'${field}' holds ${shown(value)}, which is not a date`,
			'Store the time of a hand-off as an ISO 8601 date such as 2026-11-22T08:00:00Z, or empty the field.',
		);
	};

	if (source.kind === 'result') {
		const { resultField } = source;
		const read = readPath(resultField);
		const enteredField = `${resultField}.enteredBands`;
		const readEntered = readPath(enteredField);
		const handOffBand = routing.bands.reduce((highest, band) => (band.min > highest.min ? band : highest)).id;
		return (item) => {
			const reading = fromResult(item, read(item), resultField);
			const entered = readEntered(item);
			// What the store knows, which is from before the change that the result itself tells.
			if (!isRecord(entered)) return withLastHandOff(reading, readLastHandOff(item));
			if (routing.handOffEveryDays === undefined) return reading;
			return withLastHandOff(reading, Object.hasOwn(entered, handOffBand) ? entered[handOffBand] : undefined, `${enteredField}.${handOffBand}`);
		};
	}
	const { scoreField } = source;
	const read = readPath(scoreField);
	const more = { fit: readPath(source.fitField), previousBand: readPath(source.previousBandField) };
	return (item) => withLastHandOff(fromField(item, read(item), scoreField, more), readLastHandOff(item));
}
