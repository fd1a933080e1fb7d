/** `Software = 10` in two; points that are no number stay the text they are, for `parseModel` to tell of. */
function readLine(line: string): { left: string; points: unknown } {
	const at = line.lastIndexOf('=');
	if (at < 0) return { left: line, points: line };
	const right = line.slice(at + 1).trim();
	return { left: line.slice(0, at).trim(), points: right === '' || Number.isNaN(Number(right)) ? right : Number(right) };
}

/** The lines of a table of points that a person typed, without the empty ones. */
export const readLines = (table: unknown): { left: string; points: unknown }[] =>
	(typeof table === 'string' ? table : '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map(readLine);
