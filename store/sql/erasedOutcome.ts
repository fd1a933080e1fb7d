/** What to say of a lead that was erased and comes in again. */
export const erasedOutcome = (key: string, erased: string) => ({
	ok: false as const,
	key,
	message: erased === key ? 'This lead was erased and must not come back by itself' : `This lead was erased as '${erased}' and must not come back by itself`,
	remedy: "If the person asked to be kept again, lift the suppression first: Lead Store node, 'Suppression', 'Remove'.",
});
