/** A part of an address that is exactly one of the names. */
const section = (...names: string[]): string => `/(${names.join('|')})($|[/?#.&_-])`;

/** How the addresses of a site's telling pages look, in English and the Nordic languages. */
export const pages = {
	pricing: section('pricing', 'prices?', 'pris(er?|liste|lista)?', 'hinnat', 'hinnasto', 'ver[ðd]skr[aá]'),
	careers: section('careers?', 'jobs?', 'vacanc(y|ies)', 'jobb', 'karri[eäa]re?', 'stillinger', 'rekry', 'ura', 'storf'),
};
