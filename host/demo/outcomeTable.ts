/** Where a lead went and why. */
export interface Outcome {
	/** The name of the route, such as "Sales hand-off". */
	route: string;
	score: number;
	/** Whom the line is about, such as "Ingrid Solberg, Fjordtech AS". */
	who: string;
	/** The strongest first. */
	reasons: string[];
}

const width = 100;
const whoWidth = 36;

/**
 * Prints who went where and why: a block per route, in the order given, the highest scores first, with as many reasons
 * as fit; no line is longer than 100 columns.
 *
 * @param most how many leads of a route to show; the others are counted
 */
export function outcomeTable(routes: string[], outcomes: Outcome[], most = 5): string {
	const lines = routes.flatMap((route) => {
		const all = outcomes.filter((outcome) => outcome.route === route).sort((a, b) => b.score - a.score);
		const more = all.length - most;
		return [
			`${route} (${all.length})`,
			...all.slice(0, most).map(line),
			...(more > 0 ? [`       … and ${more} more`] : []),
		];
	});
	return lines.join('\n');
}

function line({ score, who, reasons }: Outcome): string {
	const start = `  ${String(score).padStart(3)}  ${cut(who, whoWidth).padEnd(whoWidth)}  `;
	let why = '';
	for (const reason of reasons) {
		const longer = why === '' ? cut(reason, width - start.length) : `${why} · ${reason}`;
		if (longer.length > width - start.length) break;
		why = longer;
	}
	return (start + why).trimEnd();
}

function cut(text: string, columns: number): string {
	const characters = [...text.normalize('NFC').replace(/\s+/g, ' ')];
	return characters.length > columns ? `${characters.slice(0, columns - 1).join('')}…` : characters.join('');
}
