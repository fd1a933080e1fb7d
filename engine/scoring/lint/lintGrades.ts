import { formatPath } from '../formatPath';
import type { Dimension, GradeRow, Model } from '../Model';
import { quote } from '../quote';
import type { ModelWarning } from './ModelWarning';
import { addReaches, type Reach } from './Reach';
import { tellName } from './tellName';
import { tellPoints } from './tellPoints';

const DIMENSIONS: Dimension[] = ['fit', 'engagement'];

/** Why no lead can get the grade of a row, or `null`. Rows are tried by descending `min`, the first of equals first. */
function whyNever(row: GradeRow, rows: readonly GradeRow[], total: Reach): string | null {
	const tried = [...rows].sort((a, b) => b.min - a.min);
	// The lowest row also takes what lies below all rows.
	const isLowest = row === tried.at(-1);
	if (!isLowest && row.min > total.high) return `it starts at ${row.min}, and the groups give ${tellPoints(total.high)} at most`;
	const before = tried.slice(0, tried.indexOf(row)).find((other) => total.low >= other.min || (other.min === row.min && !isLowest));
	if (before === undefined) return null;
	if (before.min === row.min) return `${quote(before.grade)} starts at ${row.min} too`;
	return `the groups give ${tellPoints(total.low)} at least, which is ${quote(before.grade)}`;
}

function lintSegments({ segments = [] }: Model, all: ReadonlySet<string>, possible: ReadonlySet<string>): ModelWarning[] {
	const owner = new Map<string, string>();
	return segments.flatMap((segment, index) =>
		segment.grades.flatMap((grade, at): ModelWarning[] => {
			const path = formatPath(['segments', index, 'grades', at]);
			const warn = (code: ModelWarning['code'], message: string): ModelWarning[] => [{ path, code, severity: 'warning', message }];
			if (!all.has(grade)) {
				const known = [...all].slice(0, 12).join(', ');
				return warn('segmentGradeNeverOccurs', `${tellName(segment)} lists ${quote(grade)}, which is no grade of this model (${known}). Mend or remove it.`);
			}
			const taken = owner.get(grade);
			if (taken !== undefined) {
				return warn('segmentGradeTaken', `${tellName(segment)} lists ${quote(grade)}, which ${taken} above lists already: the first counts. Remove it from one of them.`);
			}
			owner.set(grade, tellName(segment));
			if (possible.has(grade)) return [];
			return warn('segmentGradeNeverOccurs', `${tellName(segment)} lists ${quote(grade)}, which no lead can get. Lower the grades' "min", or remove it.`);
		}),
	);
}

/**
 * Grades that no lead can get, and segments that list such grades.
 *
 * @param reaches what each group can come to, in model order
 */
export function lintGrades(model: Model, reaches: readonly Reach[]): ModelWarning[] {
	const { grades, segments = [], groups } = model;
	if (grades === undefined) {
		if (segments.length === 0) return [];
		const message = 'No lead is in a segment, since the model has no grades. Add "grades", or remove the segments.';
		return [{ path: 'segments', code: 'segmentsWithoutGrades', severity: 'warning', message }];
	}
	const studied = DIMENSIONS.map((dimension) => {
		const total = addReaches(reaches.filter((_reach, index) => groups[index]?.dimension === dimension));
		return grades[dimension].map((row, index) => ({ path: ['grades', dimension, index], dimension, row, why: whyNever(row, grades[dimension], total) }));
	});
	const warnings = studied.flat().flatMap(({ path, dimension, row, why }): ModelWarning[] => {
		if (why === null) return [];
		const message = `No lead gets grade ${quote(row.grade)} for ${dimension} by this row: ${why}. Change its "min" or remove it.`;
		return [{ path: formatPath(path), code: 'gradeNeverReached', severity: 'warning', message }];
	});
	const [fit = [], engagement = []] = studied;
	const joined = (isListed: (each: { why: string | null }) => boolean): Set<string> =>
		new Set(fit.filter(isListed).flatMap((a) => engagement.filter(isListed).map((b) => a.row.grade + b.row.grade)));
	return [...warnings, ...lintSegments(model, joined(() => true), joined(({ why }) => why === null))];
}
