/** One thing that is wrong in a document, where (`groups[1].rules[0].points`) and what. */
export interface Issue {
	path: string;
	message: string;
}
