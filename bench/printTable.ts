/** Prints rows under a heading, the first column to the left and the others to the right. */
export function printTable(heading: readonly string[], rows: readonly (readonly string[])[]): void {
	const lines = [heading, ...rows];
	const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
	const print = (line: readonly string[]) =>
		console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   '));
	print(heading);
	print(widths.map((width) => '-'.repeat(width)));
	rows.forEach(print);
}
