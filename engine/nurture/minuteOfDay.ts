const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Minutes from midnight of a time `HH:MM`, up to `24:00`; `null` for anything else. */
export function minuteOfDay(time: unknown): number | null {
	const match = typeof time === 'string' ? TIME.exec(time) : null;
	if (match === null) return null;
	const [, hours = '24', minutes = '0'] = match;
	return Number(hours) * 60 + Number(minutes);
}
