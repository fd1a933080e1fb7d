/**
 * Makes a constructor of plain objects, for such as are made for each lead and live on for a while. Node watches what
 * becomes of literals, by where they are written: where most have outlived a quick collection of garbage, as they do
 * while a process is young and collects often, it makes all further ones among the long-lived. There they stay, with all
 * that they refer to, until all garbage is collected, and scoring with reasons took three times as long. What a
 * constructor makes is not watched; nor are copies of a list.
 *
 * @param fill sets all properties of `this`, always in the same order
 */
export function plainConstructor<Made extends object>(fill: (this: Made, given: Readonly<Made>) => void): new (given: Readonly<Made>) => Made {
	fill.prototype = Object.prototype;
	return fill as unknown as new (given: Readonly<Made>) => Made;
}
