import { defaultBands } from '../scoring/defaultBands';
import type { Lead } from '../scoring/Lead';
import type { Model } from '../scoring/Model';
import type { Contribution, ScoreResult } from '../scoring/ScoreResult';
import type { Formats } from './compileFormats';
import { compileMatches } from './compileMatches';
import type { Explanation } from './Explanation';
import { plainText } from './plainText';

/** Languages in which nouns keep their capital. */
const CAPITAL_NOUNS = new Set(['de', 'lb']);

/** A label within a sentence: without its capital, unless it is an abbreviation or its language wants it. */
function uncapitalise(label: string, language: string): string {
	const [first = '', second = ''] = label;
	const isWord = second === second.toLowerCase() && second !== second.toUpperCase();
	return isWord && !CAPITAL_NOUNS.has(language) ? first.toLowerCase() + label.slice(first.length) : label;
}

/** Compiles what stands behind the label of a rule on activities: how often, and when last. */
function compileAges(model: Model, formats: Formats): (rule: string, lead: Lead, now: number) => string {
	const tellers = new Map(
		model.groups.flatMap(({ rules }) =>
			rules.flatMap((rule) => {
				if (rule.type !== 'activity') return [];
				const matches = compileMatches(rule);
				const tell = (lead: Lead, now: number): string => {
					const { count, latest } = matches(lead?.activities, now);
					if (latest === undefined) return '';
					const moment = formats.moment(latest.at, now);
					if (count > 1 && rule.per === 'each') return ` ${formats.number(count)} times, latest ${moment}`;
					return count > 1 && rule.minCount !== undefined ? `, latest ${moment}` : ` ${moment}`;
				};
				return [[rule.id, tell] as const];
			}),
		),
	);
	return (rule, lead, now) => tellers.get(rule)?.(lead, now) ?? '';
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Compiles the one line that tells a score: `72 of 100 (Sales hand-off): asked for a demo 2 days ago (+35), decision
 * maker (+20); against: free-mail address (−5).`, and what else there is to tell. Nothing that comes from the lead
 * but numbers and dates is in it.
 */
export function compileSentence(model: Model, formats: Formats): (explanation: Omit<Explanation, 'sentence'>, lead: Lead, result: ScoreResult) => string {
	const { scale = 100, bands = defaultBands, disqualify = [] } = model;
	const ageOf = compileAges(model, formats);

	const tellBand = ({ band, disqualifiedBy, score }: ScoreResult): string => {
		if (disqualifiedBy !== null) {
			const entry = disqualify.find(({ id }) => id === disqualifiedBy);
			return `disqualified: ${plainText(entry?.label?.trim() || disqualifiedBy)}`;
		}
		const found = bands.find(({ id }) => id === band);
		const isHeld = found !== undefined && score < found.min;
		return `${plainText(found?.name ?? band)}${isHeld ? `, kept from before: it starts at ${formats.number(found.min)}` : ''}`;
	};

	return ({ strongestFor, strongestAgainst, cappedAway, nextBand }, lead, result) => {
		const now = Date.parse(result.scoredAt);
		const tellReasons = (reasons: Contribution[]): string =>
			reasons
				.map(({ rule, label, points }) => `${uncapitalise(plainText(label), formats.language)}${ageOf(rule, lead, now)} (${formats.points(points)})`)
				.join(', ');

		const reasons = [
			strongestFor.length > 0 ? tellReasons(strongestFor) : 'nothing counts for this lead yet',
			...(strongestAgainst.length > 0 ? [`against: ${tellReasons(strongestAgainst)}`] : []),
			...(result.adjustment === 0 ? [] : [`given by hand: ${formats.points(result.adjustment)}`]),
		].join('; ');
		const sentences = [`${formats.number(result.score)} of ${formats.number(scale)} (${tellBand(result)}): ${reasons}.`];

		const cut = cappedAway.filter(({ points }) => points > 0).map(({ name, points }) => `${formats.points(points).slice(1)} in ${plainText(name)}`);
		if (cut.length > 0) sentences.push(`Points above a group's limit: ${cut.join(', ')}.`);
		if (nextBand !== null) {
			const { name, missing, lift } = nextBand;
			const told = plainText(name);
			const points = `${formats.number(missing)} more ${missing === 1 ? 'point' : 'points'}`;
			sentences.push(lift === null ? `${points} would make ${told}.` : `${capitalise(lift.text)} (${plainText(bands.find(({ id }) => id === lift.band)?.name ?? told)}).`);
		}
		return sentences.join(' ');
	};
}
