/** Another transaction changed what this one went by; done again, it goes by what is there now. */
export class LostRace extends Error {
	override readonly name = 'LostRace';
}
