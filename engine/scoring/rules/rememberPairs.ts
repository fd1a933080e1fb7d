const MOST_FIRST = 16;
const MOST_SECOND = 400;

/** Keeps what a pure function gave for two small whole numbers, 0 or more. */
export function rememberPairs(find: (first: number, second: number) => string): (first: number, second: number) => string {
	const known: (string | undefined)[][] = [];
	return (first, second) => {
		if (first >= MOST_FIRST || second >= MOST_SECOND) return find(first, second);
		const row = (known[first] ??= []);
		return (row[second] ??= find(first, second));
	};
}
