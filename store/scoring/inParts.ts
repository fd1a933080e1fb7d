/** Parts a list, in order, so that no part has more than `most` entries, nor a greater weight than `heaviest` unless it is a single one's. */
export function* inParts<Entry>(list: readonly Entry[], { most, heaviest, weightOf }: { most: number; heaviest: number; weightOf(entry: Entry): number }): Generator<Entry[]> {
	let part: Entry[] = [];
	let weight = 0;
	for (const entry of list) {
		const own = weightOf(entry);
		if (part.length > 0 && (part.length === most || weight + own > heaviest)) {
			yield part;
			part = [];
			weight = 0;
		}
		part.push(entry);
		weight += own;
	}
	if (part.length > 0) yield part;
}
