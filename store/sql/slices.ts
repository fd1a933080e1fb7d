/** A list in parts of at most `size`, none if it is empty. */
export const slices = <Item>(list: readonly Item[], size: number): Item[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
