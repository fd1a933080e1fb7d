import type { GradeRow, Model } from './Model';

function chooseRow(rows: readonly GradeRow[]): (total: number) => string {
	const descending = [...rows].sort((a, b) => b.min - a.min);
	const lowest = descending.at(-1)?.grade ?? '';
	return (total) => descending.find((row) => total >= row.min)?.grade ?? lowest;
}

/** Compiles the choice of grade (e.g. `A1`) and segment id from the two dimensions' totals; `null` where absent. */
export function chooseGrade({
	grades,
	segments = [],
}: Pick<Model, 'grades' | 'segments'>): (fit: number, engagement: number) => { grade: string | null; segment: string | null } {
	if (grades === undefined) return () => ({ grade: null, segment: null });
	const fitGrade = chooseRow(grades.fit);
	const engagementGrade = chooseRow(grades.engagement);
	const segmentOf = new Map<string, string>();
	for (const segment of segments) {
		for (const grade of segment.grades) if (!segmentOf.has(grade)) segmentOf.set(grade, segment.id);
	}
	return (fit, engagement) => {
		const grade = fitGrade(fit) + engagementGrade(engagement);
		return { grade, segment: segmentOf.get(grade) ?? null };
	};
}
