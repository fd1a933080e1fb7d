/** The sample leads that do something more after all have come in: all are a point or so short of the next band. */
export const movers = {
	/** Reads the website. */
	tracked: 'jonas.ekstrom@ekvikkreditab.example',
	/** Clicks in a mail. */
	clicked: 'ole.martinlie@lieskytjenesteras.example',
	/** Clicks in a mail of the campaign. */
	convinced: 'tuomas.makela@saimaaverkkooy.example',
} as const;
